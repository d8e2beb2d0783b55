import { z } from 'zod';
import { clientBlock } from './client-block';
import { domainName, reason, refusal } from './fields';

const forward = z.strictObject({
  zone: domainName.describe('zone of the other site').meta({ examples: ['office.commons.example'] }),
  to: z
    .array(z.ipv4(refusal('is not an IPv4 address', 'write it like 192.168.40.53')))
    .min(1)
    .max(6)
    .describe('IPv4 addresses of its name servers, reached from the VPC')
    .meta({ examples: [['192.168.40.53']] }),
  because: reason,
});

const asker = z.strictObject({
  block: clientBlock().describe('IPv4 block of the name servers or machines that ask'),
  because: reason,
});

/** Name resolution between the VPC and another site, by endpoints of Route 53 Resolver. */
export const resolverSchema = z.strictObject({
  inbound: z
    .array(asker)
    .default([])
    .describe('who may ask an inbound endpoint for names of the VPC’s private zones, over the tunnel'),
  forward: z
    .array(forward)
    .default([])
    .describe('zones of other sites that an outbound endpoint asks for; pods and machines then resolve them'),
  queryLogs: z
    .union([
      z.strictObject({ keepDays: z.int().min(1).max(3650).describe('days until a log is deleted') }),
      z.strictObject({ none: reason }),
    ])
    .default({ keepDays: 30 })
    .describe('{ keepDays: <days> } for logs of all DNS queries of the VPC in S3, or { none: <reason> }'),
});
