import type { Comparison } from '../comparison';
import type { RenderedResource } from '../../rendered';
import type { RuleFinding } from '../review-rule';
import { textAt } from '../value-at';
import { addressWords, coversMost, parseAddresses } from './addresses';
import { subtractBoxes, type Box } from './boxes';
import { resourceId } from './security-groups';
import type { TemplateSide } from './template-side';
import { subnetWords } from './wider-acls';

/** Says which ways lead to a subnet, or out of it, that were not there before. */
export function widerRoutes(comparison: Comparison, before: TemplateSide, after: TemplateSide): readonly RuleFinding[] {
  const changes = comparison.resources.filter(({ type }) => routeTypes.test(type));
  if (changes.length === 0) return [];
  const [old, current] = [subnetRoutes(before), subnetRoutes(after)];
  return [...current].flatMap(([id, { words, routes }]) => {
    const former = old.get(id)?.routes;
    if (former === undefined) return [];
    const kinds = [...new Set(routes.map(({ kind }) => kind))];
    return kinds.flatMap((kind) => {
      const blocks = (list: readonly SubnetRoute[]) => list.filter((each) => each.kind === kind).map(({ box }) => box);
      const more = subtractBoxes(blocks(routes), blocks(former));
      if (more.length === 0) return [];
      const addresses = more.flatMap(([block]) => (block === undefined ? [] : [block]));
      const sources = routes.filter((each) => each.kind === kind).flatMap((each) => each.sources);
      const own = changes.filter((change) => sources.includes(resourceId(change)));
      const hadWayOut = former.some(({ box: [block] }) => block !== undefined && coversMost([block]));
      const found = findingFor(kind, addressWords(addresses), hadWayOut);
      return [
        {
          ...found,
          layer: 'aws' as const,
          subject: words,
          targets: (own.length > 0 ? own : changes).map((change) => ({ change })),
        },
      ];
    });
  });
}

const routeTypes = /^AWS::EC2::(Route|RouteTable|SubnetRouteTableAssociation|InternetGateway|VPCGatewayAttachment)$/;

/** Where a route leads: to the internet in both directions, out alone, to another network, or somewhere that is not known. */
type RouteKind = 'internet' | 'out' | 'network' | 'unknown';

interface SubnetRoute {
  readonly kind: RouteKind;
  readonly box: Box;
  readonly sources: readonly string[];
}

function findingFor(kind: RouteKind, others: string, hadWayOut: boolean): Pick<RuleFinding, 'class' | 'what'> {
  switch (kind) {
    case 'internet':
      return {
        class: 'lets-in',
        what: `is a public subnet now: an internet gateway takes packets from and to ${others}`,
      };
    case 'network':
      return { class: 'lets-in', what: `is reached from another network now, that of ${others}` };
    case 'out':
      return { class: hadWayOut ? 'watch' : 'weakens', what: `has a way out to ${others} now` };
    case 'unknown':
      return { class: 'watch', what: `has a route to ${others} that could not be judged` };
  }
}

function subnetRoutes({ resources, find }: TemplateSide) {
  const byTable = new Map<string, SubnetRoute[]>();
  for (const resource of resources) {
    if (resource.resource.Type !== 'AWS::EC2::Route') continue;
    const { Properties } = resource.resource;
    const table = find(resource.stack, Properties.RouteTableId);
    const block = parseAddresses(
      textAt(Properties, ['DestinationCidrBlock']) ?? textAt(Properties, ['DestinationIpv6CidrBlock']) ?? '',
    );
    if (table === undefined || block === undefined) continue;
    const route = { kind: kindFor(resource, find), box: [block], sources: [resourceId(resource)] };
    byTable.set(resourceId(table), [...(byTable.get(resourceId(table)) ?? []), route]);
  }
  const tables = new Map<string, { table: string; association: string }>();
  for (const association of resources) {
    if (association.resource.Type !== 'AWS::EC2::SubnetRouteTableAssociation') continue;
    const { SubnetId, RouteTableId } = association.resource.Properties;
    const [subnet, table] = [find(association.stack, SubnetId), find(association.stack, RouteTableId)];
    if (subnet !== undefined && table !== undefined)
      tables.set(resourceId(subnet), { table: resourceId(table), association: resourceId(association) });
  }
  return new Map(
    resources
      .filter(({ resource }) => resource.Type === 'AWS::EC2::Subnet')
      .map((subnet) => {
        const { table = '', association = '' } = tables.get(resourceId(subnet)) ?? {};
        const routes = (byTable.get(table) ?? []).map((route) => ({
          ...route,
          sources: [...route.sources, association],
        }));
        return [resourceId(subnet), { words: subnetWords(subnet), routes }] as const;
      }),
  );
}

function kindFor({ stack, resource: { Properties } }: RenderedResource, find: TemplateSide['find']): RouteKind {
  if (['NatGatewayId', 'EgressOnlyInternetGatewayId'].some((key) => Properties[key] !== undefined)) return 'out';
  if (networks.some((key) => Properties[key] !== undefined)) return 'network';
  const gateway = find(stack, Properties.GatewayId);
  if (gateway?.resource.Type === 'AWS::EC2::InternetGateway' || String(Properties.GatewayId).startsWith('igw-'))
    return 'internet';
  if (gateway?.resource.Type === 'AWS::EC2::VPNGateway' || String(Properties.GatewayId).startsWith('vgw-'))
    return 'network';
  return 'unknown';
}

/** Properties of a route to another network. */
const networks = ['VpcPeeringConnectionId', 'TransitGatewayId', 'CoreNetworkArn', 'LocalGatewayId', 'CarrierGatewayId'];
