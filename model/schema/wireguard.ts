import { z } from 'zod';
import { ipv4Block, ipv6Block, reason, refusal, shortName, urlPath } from './fields';

const port = z.int().min(1).max(65535);
const protocol = z.enum(['TCP', 'UDP']).default('TCP').describe('TCP or UDP');

/** A public key of WireGuard: 32 bytes in base64. Source: wg(8). */
export const peerKey = z
  .string()
  .regex(
    /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/,
    refusal('is not a public key of WireGuard', 'write what wg pubkey prints: 43 characters and an equals sign'),
  )
  .meta({ examples: ['xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg='] });

const endpoint = z
  .union([
    z.strictObject({
      address: z
        .ipv4(refusal('is not an IPv4 address', 'write the address that its packets come from, like 203.0.113.9'))
        .describe('public IPv4 address that its packets come from')
        .meta({ examples: ['203.0.113.9'] }),
      port: port.default(51820).describe('UDP port at which it listens'),
    }),
    z.strictObject({ anywhere: reason }),
  ])
  .describe('{ address: <address> } of a peer that stays where it is, or { anywhere: <reason> } for one that moves')
  .meta({ examples: [{ address: '203.0.113.9' }] });

/** What a peer may call here. */
const reachSchema = z.union([
  z
    .enum(['bastion', 'cluster-api', 'directory', 'logs', 'private-zones'])
    .describe(
      'SSH at the bastion, the Kubernetes API, the directory, the receiver of logs, or the names that the VPC alone knows',
    ),
  z.strictObject({
    host: shortName(16)
      .describe('an entry of hosts.machines')
      .meta({ examples: ['mirror'] }),
    port: port.describe('one of its ports').meta({ examples: [9100] }),
    protocol,
    metrics: urlPath.optional().describe('path of Prometheus metrics at that port, for the Prometheus of the peer'),
  }),
]);

/** What is called at a peer from here. */
const answerSchema = z.strictObject({
  port: port.describe('port at the peer, or in the networks behind it').meta({ examples: [636] }),
  protocol,
  from: z
    .union([
      z.literal('cluster'),
      z.strictObject({ hosts: z.array(shortName(16)).min(1).describe('entries of hosts.machines, by name') }),
    ])
    .describe('cluster for its machines, or { hosts: [<name>] }')
    .meta({ examples: ['cluster'] }),
});

const peerSchema = z.strictObject({
  name: shortName(20)
    .describe('name of the peer, unique among them')
    .meta({ examples: ['monitoring'] }),
  because: reason,
  publicKey: peerKey.describe('its public key; the private half never leaves it'),
  address: z
    .ipv4(refusal('is not an IPv4 address', 'write one of the tunnel, like 10.8.0.2'))
    .describe('its address in the tunnel')
    .meta({ examples: ['10.8.0.2'] }),
  ipv6Address: z
    .ipv6(refusal('is not an IPv6 address', 'write one of tunnelIpv6, like fd42:0:0:8::2'))
    .optional()
    .describe('its IPv6 address in the tunnel'),
  networks: z.array(ipv4Block).max(10).default([]).describe('networks behind it'),
  endpoint,
  presence: z
    .enum(['always', 'at-times'])
    .default('always')
    .describe('always for a peer whose silence is an alarm, at-times for one that comes and goes'),
  reaches: z.array(reachSchema).default([]).describe('what it, and the networks behind it, may call here'),
  answers: z.array(answerSchema).default([]).describe('ports that are called there from here'),
});

/** A tunnel to machines elsewhere, by a pair of gateways that are one to their peers. */
export const wireguardSchema = z.strictObject({
  host: shortName(16)
    .describe('the entry of hosts.machines that is the pair of gateways: public, with a machine in each of two zones')
    .meta({ examples: ['gateway'] }),
  tunnel: ipv4Block
    .describe('IPv4 block of the tunnel, unused anywhere else; the gateways have its first address')
    .meta({ examples: ['10.8.0.0/24'] }),
  tunnelIpv6: ipv6Block
    .optional()
    .describe('IPv6 block of the tunnel, of fd00::/8, in a dual-stack network; the gateways have its first address'),
  peers: z.array(peerSchema).max(20).default([]).describe('who is at the other end'),
});
