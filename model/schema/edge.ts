import { z } from 'zod';
import { cdnNames } from '../data/cdn-range-lists';
import {
  addressBlock,
  day,
  denialReason,
  domainName,
  httpsUrlLike,
  ipv4Block,
  ipv6Block,
  reason,
  refusal,
} from './fields';
import { hostLimitsSchema } from './host-limits';
import { shieldSchema } from './shield';

/**
 * Deny entries of a network ACL for each address family. AWS allows 20 rules in a direction for each family, and counts its own
 * last rule; one more lets everything else pass. The rest is a reserve for an emergency in which the list must grow before AWS
 * answers a quota request.
 */
export const slotsPerFamily = 15;

/**
 * Most ranges of one address family. Each is a rule of the security group of each balancer behind the CDN, which has
 * 60 by default and needs some for peers and NAT gateways.
 */
export const maximumCdnRanges = 45;

/** Most blocks of peers: they share the 60 rules of a security group with the CDN's ranges and the NAT addresses. */
const maximumPeers = 20;

const ranges = <Block extends z.ZodType>(schema: Block) =>
  z
    .array(schema)
    .max(
      maximumCdnRanges,
      refusal(`are more than ${maximumCdnRanges} ranges`, 'join neighbouring ranges: a security group holds 60 rules'),
    );

const portsBalancer = z
  .strictObject({
    pool: z
      .string()
      .describe('node pool that the load balancer targets; must be a pool of the machine API')
      .meta({ examples: ['infra'] }),
  })
  .optional()
  .describe('a network load balancer for TCP and UDP ports that tenants open to the internet; none if left out');

const slotProblem = refusal(
  `is not a slot from 1 to ${slotsPerFamily}`,
  'write a free one, or let commons edge deny choose: a network ACL has no room for more',
);

const denialSchema = z.strictObject({
  block: addressBlock.describe('IPv4 or IPv6 block to deny'),
  slot: z
    .int(slotProblem)
    .min(1, slotProblem)
    .max(slotsPerFamily, slotProblem)
    .describe(
      `its place in the network ACL, 1 to ${slotsPerFamily} in each family; it keeps it while others come and go`,
    )
    .meta({ examples: [1] }),
  until: day.describe('last day of the denial, like 2027-06-30; afterwards commons edge expire removes it'),
  because: denialReason,
});

/** The CDN, the peers and the denied blocks: everything between the internet and the cluster. */
export const edgeSchema = z
  .strictObject({
    cdn: z
      .union([
        z.strictObject({ none: reason }),
        z.strictObject({
          canonicalName: domainName.describe('name at the CDN that hosts are CNAMEs of'),
          clientAddressHeader: z
            .string()
            .regex(/^[A-Za-z0-9-]+$/, refusal('is not the name of a header', 'write it like True-Client-IP'))
            .optional()
            .describe(
              'header in which the CDN sends the client address, like True-Client-IP; it must hold one address, and the CDN must overwrite it',
            ),
          apexAddresses: z
            .strictObject({
              ipv4: z
                .array(z.ipv4())
                .min(1)
                .describe('IPv4 addresses')
                .meta({ examples: [['192.0.2.1']] }),
              ipv6: z.array(z.ipv6()).default([]).describe('IPv6 addresses'),
            })
            .optional()
            .describe('anycast addresses of the CDN, for hosts at the apex of a domain, where DNS allows no CNAME'),
          ranges: z
            .strictObject({
              from: z
                .union([
                  z.enum(cdnNames),
                  z.strictObject({
                    url: httpsUrlLike('https://cdn.example/ranges.txt').describe(
                      'https URL of a list with one block per line',
                    ),
                  }),
                ])
                .optional()
                .describe(
                  'where the CDN publishes them, for commons edge refresh: name of the CDN, or { url: <url> } of a list with one block per line',
                ),
              ipv4: ranges(ipv4Block).min(1).describe('IPv4 blocks'),
              ipv6: ranges(ipv6Block).default([]).describe('IPv6 blocks'),
            })
            .describe('published address ranges from which the CDN connects to the origin'),
        }),
      ])
      .describe('the CDN in front of all hosts, or { none: <reason> }'),
    peers: z
      .array(
        z.strictObject({
          block: ipv4Block.describe('IPv4 block that may connect to the cluster'),
          because: reason,
        }),
      )
      .max(
        maximumPeers,
        refusal(
          `are more than ${maximumPeers} blocks`,
          'join blocks, or let people in by a gateway: a group holds 60 rules',
        ),
      )
      .default([])
      .describe('people and machines that may connect to the API and hosts of the cluster without the CDN'),
    ports: portsBalancer,
    limits: hostLimitsSchema,
    shield: shieldSchema,
    denied: z
      .array(denialSchema)
      .default([])
      .describe(
        `emergency list of blocks to drop at the public subnets, at most ${slotsPerFamily} of a family; commons edge writes it`,
      ),
  })
  .describe('what protects the cluster from the internet');
