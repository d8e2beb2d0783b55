import type { ResourceChange } from '../changes';
import type { Comparison } from '../comparison';
import { isOn } from '../is-on';
import type { RuleFinding } from '../review-rule';
import { resourceSubject } from '../subjects';
import { textAt, valueAt } from '../value-at';
import { coversMost } from './addresses';
import { resourceId, securityGroups } from './security-groups';
import type { TemplateSide } from './template-side';

/** Says what has a public address, a public balancer or another way in that it did not have. */
export const publicWays = ({ resources }: Comparison, after: TemplateSide): readonly RuleFinding[] =>
  resources.flatMap((change) => {
    const common = { layer: 'aws' as const, subject: resourceSubject(change) };
    if (change.before === undefined) {
      const found = newWay(change, resources, after);
      return found === undefined ? [] : [{ ...common, ...found, targets: [{ change }] }];
    }
    return change.differences.flatMap((difference) => {
      const found = openedBy(change.type, difference.path.at(-1), difference.before, difference.after);
      return found === undefined ? [] : [{ ...common, ...found, targets: [{ change, path: difference.path }] }];
    });
  });

type Way = Pick<RuleFinding, 'class' | 'what'>;

function openedBy(type: string, field: unknown, before: unknown, after: unknown): Way | undefined {
  const turnedOn = !isOn(before) && isOn(after);
  switch (field) {
    case 'MapPublicIpOnLaunch':
      return turnedOn ? { class: 'lets-in', what: 'gives new machines a public address' } : undefined;
    case 'AssociatePublicIpAddress':
      return turnedOn ? { class: 'lets-in', what: 'gets a public address' } : undefined;
    case 'PubliclyAccessible':
      return turnedOn ? { class: 'lets-in', what: 'can be reached from the internet' } : undefined;
    case 'Scheme':
      return before === 'internal' && after !== 'internal'
        ? { class: 'lets-in', what: 'becomes internet-facing, and was internal' }
        : undefined;
    case 'PrivateDnsEnabled':
      return type === 'AWS::EC2::VPCEndpoint' && isOn(before) && !isOn(after)
        ? { class: 'weakens', what: 'is bypassed: names of the AWS service resolve to its public addresses' }
        : undefined;
    case 'InternetGatewayBlockMode':
      return after === 'off' ? { class: 'lets-in', what: 'no longer blocks traffic from the internet' } : undefined;
    default:
      return undefined;
  }
}

function newWay(change: ResourceChange, changes: readonly ResourceChange[], side: TemplateSide): Way | undefined {
  switch (change.type) {
    case 'AWS::EC2::InstanceConnectEndpoint':
      return {
        class: 'lets-in',
        what: 'is a new way to private machines, for everybody whose AWS rights allow it',
      };
    case 'AWS::EC2::VPCPeeringConnection':
    case 'AWS::EC2::TransitGatewayAttachment':
    case 'AWS::EC2::TransitGatewayVpcAttachment':
    case 'AWS::EC2::VPNConnection':
    case 'AWS::EC2::ClientVpnEndpoint':
      return { class: 'lets-in', what: 'connects the network with another one' };
    case 'AWS::EC2::EIPAssociation':
      return { class: 'watch', what: 'gives a machine or load balancer a public address' };
    case 'AWS::ElasticLoadBalancingV2::Listener':
      return newListener(change, changes, side);
    case 'AWS::ElasticLoadBalancing::LoadBalancer':
    case 'AWS::ElasticLoadBalancingV2::LoadBalancer':
      return textAt(change.after?.Properties, ['Scheme']) === 'internal'
        ? undefined
        : { class: 'watch', what: 'is new, and faces the internet' };
    default:
      return undefined;
  }
}

/** A listener more on a balancer that was there before and faces the internet. */
function newListener(
  { stack, after }: ResourceChange,
  changes: readonly ResourceChange[],
  side: TemplateSide,
): Way | undefined {
  const balancer = side.find(stack, after?.Properties.LoadBalancerArn);
  const properties = balancer?.resource.Properties;
  if (balancer === undefined || textAt(properties, ['Scheme']) === 'internal') return undefined;
  const isNew = changes.some((each) => each.before === undefined && resourceId(each) === resourceId(balancer));
  if (isNew) return undefined;
  const port = Number(after?.Properties.Port);
  const what = `answers on port ${port}`;
  const named = valueAt(properties, ['SecurityGroups']);
  const { groups } = securityGroups(side.resources, side.find);
  const own = (Array.isArray(named) ? named : []).map((each: unknown) => {
    const found = side.find(balancer.stack, each);
    return found && groups.get(resourceId(found));
  });
  const isOpen =
    own.length === 0 ||
    own.some((group) =>
      group?.rules.some(
        ({ direction, peer, ports }) =>
          direction === 'ingress' &&
          'addresses' in peer &&
          coversMost(peer.addresses) &&
          ports[0] <= port &&
          ports[1] >= port,
      ),
    );
  return isOpen
    ? { class: 'lets-in', what: `${what} for everybody on the internet` }
    : { class: 'watch', what: `${what} for whom its security groups let in` };
}
