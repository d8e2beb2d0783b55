import type { ResourceChange } from '../changes';
import { lostCalls } from '../cluster-network/lost-calls';
import { lostOutside } from '../cluster-network/lost-outside';
import { narrowerGroups } from '../network/narrower-groups';
import { narrowerAcls } from '../network/wider-acls';
import { canonical, pathText } from '../difference';
import { exampleResources } from '../example-files';
import { targetsAt, type ReviewRule, type RuleFinding } from '../review-rule';
import { resourceSubject } from '../subjects';
import type { RenderedResource } from '../../rendered';

/** A way to a service, or of a service to something else, that is gone or leads elsewhere. */
export const lostWayRule: ReviewRule = {
  id: 'lost-way',
  finds:
    'a DNS record, route, gateway, endpoint, mount target or listener that goes or leads elsewhere while its stack stays, pods that policies keep from what they still call, and what a security group or network ACL lets through no more',
  class: 'interrupts',
  why: 'Whatever takes this way finds nobody there once the change is deployed; answers of DNS stay in caches for a while.',
  remedy: 'Add the new way first, and take the old one away in a later change, once nothing uses it.',
  dangerous: { before: records({ A: 'a.example', B: 'b.example' }), after: records({ B: 'b.example' }) },
  harmless: { before: records({ Old: 'a.example' }), after: records({ New: 'a.example' }) },
  findings: (comparison) => {
    const { resources, after } = comparison;
    const calls = [
      ...lostCalls(comparison),
      ...lostOutside(comparison),
      ...narrowerGroups(comparison),
      ...narrowerAcls(comparison),
    ];
    const changed = resources.filter(({ type, before }) => type in ways && before !== undefined);
    if (changed.length === 0) return calls;
    const kept = new Set(after.resources.map(wayKey));
    return [...calls, ...changed.flatMap((change) => lostWay(change, kept, after.files.has(change.file)))];
  },
};

/** What tells a way from others, by the type of resource: one with another logical id is the same way. */
const ways: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::NatGateway': ['SubnetId'],
  'AWS::EC2::Route': ['RouteTableId', 'DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId'],
  'AWS::EC2::VPCEndpoint': ['ServiceName', 'VpcId'],
  'AWS::EFS::MountTarget': ['FileSystemId', 'SubnetId'],
  'AWS::ElasticLoadBalancingV2::Listener': ['LoadBalancerArn', 'Port'],
  'AWS::Route53::RecordSet': ['HostedZoneId', 'HostedZoneName', 'Name', 'Type', 'SetIdentifier'],
};

const wayKey = ({ resource: { Type, Properties } }: RenderedResource): string =>
  `${Type} ${canonical((ways[Type] ?? []).map((property) => Properties[property]))}`;

/** Where a way leads, by the path of the property. */
const goal = /^Properties\.(AliasTarget\.DNSName|ResourceRecords|NatGatewayId|GatewayId|DefaultActions)\b/;

function lostWay(change: ResourceChange, kept: ReadonlySet<string>, isStackThere: boolean): readonly RuleFinding[] {
  const { type, stack, logicalId, before, after } = change;
  if (before === undefined) return [];
  const finding = (what: string, targets: RuleFinding['targets']): RuleFinding => ({
    class: 'interrupts',
    layer: 'aws',
    subject: resourceSubject(change),
    what,
    targets,
  });
  const isKept = kept.has(wayKey({ stack, logicalId, resource: before }));
  // What goes with its whole stack is said of that.
  if (after === undefined)
    return isKept || !isStackThere ? [] : [finding('goes: nothing finds its way by it', [{ change }])];
  const moved = change.differences.filter(({ path }) => goal.test(pathText(path)));
  if (moved.length > 0) return [finding('leads elsewhere than before', targetsAt(change, moved))];
  const renamed = change.differences.filter(({ path }) =>
    (ways[type] ?? []).some((each) => pathText(path).startsWith(`Properties.${each}`)),
  );
  return isKept || renamed.length === 0
    ? []
    : [finding('is another one: whoever takes the old way finds nothing', targetsAt(change, renamed))];
}

function records(names: Readonly<Record<string, string>>): ReviewRule['dangerous']['before'] {
  return exampleResources(
    Object.fromEntries(
      Object.entries(names).map(([id, Name]) => [
        id,
        {
          Type: 'AWS::Route53::RecordSet',
          Properties: { Name, Type: 'A', TTL: '60', ResourceRecords: ['192.0.2.1'] },
        },
      ]),
    ),
  );
}
