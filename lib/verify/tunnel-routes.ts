import { z } from 'zod';
import { hostTags } from '../../constructs/hosts/host-tags';
import { resourcesOfType, type Rendered, type RenderedResource } from '../rendered';
import { tunnelPeer } from '../tunnel-peer';
import { describeResource } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

/**
 * A tunnel as its parts agree: every peer has routes in every route table to an interface of the gateways, no other route leads there, and
 * the port of the tunnel is open on gateways alone.
 */
export const tunnelRoutesRule: RenderedRule = {
  id: 'tunnel-routes',
  holds: 'peers of the tunnel, and nobody else, have routes to its gateways, which alone answer at its port',
  findings: ({ resources }: Rendered) => {
    const gateways = resourcesOfType(resources, 'AWS::EC2::NetworkInterface').filter(({ resource }) =>
      isGateway(resource.Properties),
    );
    const tables = resourcesOfType(resources, 'AWS::EC2::RouteTable').length;
    const routes = resourcesOfType(resources, 'AWS::EC2::Route').flatMap((each) => {
      const { data } = routeSchema.safeParse(each.resource.Properties);
      return data !== undefined && gateways.some((gateway) => refersTo(data.NetworkInterfaceId, gateway, each))
        ? [{ each, block: data.DestinationCidrBlock ?? data.DestinationIpv6CidrBlock ?? '' }]
        : [];
    });
    const peers = resources.flatMap((each) => {
      const peer = tunnelPeer(each.resource);
      return peer === undefined ? [] : [{ each, allowed: peer.allowed }];
    });
    const allowed = new Set(peers.flatMap((peer) => peer.allowed));
    return [
      ...peers.flatMap((peer) =>
        peer.allowed.flatMap((block) => {
          const count = routes.filter((route) => route.block === block).length;
          return finding(
            count !== tables,
            peer.each,
            `${block} has routes in ${count} of ${tables} route tables`,
            'make a route to the gateways in each, or take the block from the peer',
          );
        }),
      ),
      ...routes.flatMap(({ each, block }) =>
        finding(
          !allowed.has(block),
          each,
          `leads ${block} to the gateways, which no peer has`,
          'remove the route, or give the block to a peer',
        ),
      ),
      ...portFindings(resources, gateways),
    ];
  },
};

/** Port of WireGuard, which opens a network to whoever has a key. */
const tunnelPort = 51820;

const tagsSchema = z.looseObject({ Tags: z.array(z.looseObject({ Key: z.string() })).default([]) });
const isGateway = (properties: unknown): boolean =>
  tagsSchema.parse(properties).Tags.some(({ Key }) => Key === hostTags.gateway);

const referenceSchema = z.union([
  z.looseObject({ Ref: z.string() }).transform(({ Ref }) => Ref),
  z.looseObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }).transform((value) => value['Fn::GetAtt'][0]),
]);

const refersTo = (reference: unknown, { stack, logicalId }: RenderedResource, from: RenderedResource): boolean =>
  stack === from.stack && referenceSchema.safeParse(reference).data === logicalId;

const routeSchema = z.looseObject({
  NetworkInterfaceId: z.unknown(),
  DestinationCidrBlock: z.string().optional(),
  DestinationIpv6CidrBlock: z.string().optional(),
});

const ingressSchema = z.looseObject({
  IpProtocol: z.union([z.string(), z.number()]),
  FromPort: z.number().default(0),
  ToPort: z.number().default(65535),
});
const groupSchema = z.looseObject({ SecurityGroupIngress: z.array(ingressSchema).default([]) });
const interfaceSchema = z.looseObject({ GroupSet: z.array(z.unknown()).default([]) });

function portFindings(
  resources: readonly RenderedResource[],
  gateways: readonly RenderedResource[],
): readonly RenderedFinding[] {
  const isTheirs = (group: RenderedResource) =>
    gateways.some((gateway) =>
      interfaceSchema.parse(gateway.resource.Properties).GroupSet.some((each) => refersTo(each, group, gateway)),
    );
  return resourcesOfType(resources, 'AWS::EC2::SecurityGroup').flatMap((group) =>
    groupSchema
      .parse(group.resource.Properties)
      .SecurityGroupIngress.filter(
        ({ IpProtocol, FromPort, ToPort }) =>
          ['udp', '17'].includes(String(IpProtocol)) && FromPort <= tunnelPort && tunnelPort <= ToPort,
      )
      .flatMap(() =>
        finding(
          !isTheirs(group),
          group,
          `opens UDP ${tunnelPort}, the port of WireGuard`,
          'let the gateways of access.wireguard be the way in, and close the port',
        ),
      ),
  );
}

const finding = (wrong: boolean, at: RenderedResource, reason: string, remedy: string): readonly RenderedFinding[] =>
  wrong ? [{ place: describeResource(at), reason, remedy }] : [];
