import { z } from 'zod';
import { parseJson } from './parse-json';
import type { TemplateResource } from './rendered';

/** Where a peer of the tunnel may send packets to, or what it answers. */
const waySchema = z.looseObject({
  blocks: z.array(z.string()),
  protocol: z.string(),
  /** @default every port */
  port: z.number().optional(),
});

/** What the gateways read of a peer. Only what they decide by is here. */
const peerSchema = z.looseObject({
  name: z.string(),
  publicKey: z.string(),
  /** Blocks that its packets may come from. */
  allowed: z.array(z.string()),
  reaches: z.array(waySchema).default([]),
  /** Name server of the VPC that it may ask. */
  resolver: z.string().optional(),
});

/** A peer of the tunnel as its gateways read it. */
export type RenderedPeer = z.output<typeof peerSchema>;
export type PeerWay = z.output<typeof waySchema>;

/** Returns the peer of the tunnel that a parameter describes; undefined if it is another parameter, or none. */
export function tunnelPeer(resource: TemplateResource | undefined): RenderedPeer | undefined {
  if (resource?.Type !== 'AWS::SSM::Parameter') return undefined;
  const { Name, Value } = resource.Properties;
  if (typeof Name !== 'string' || !/\/peers\/[^/]+$/.test(Name) || typeof Value !== 'string') return undefined;
  return peerSchema.safeParse(parseJson(Value)).data;
}
