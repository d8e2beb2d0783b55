import { z } from 'zod';
import { clientBlock } from './client-block';
import { reason, shortName } from './fields';

const number = z.int().min(1).max(65535);

const protocol = z.enum(['TCP', 'UDP']).default('TCP').describe('TCP or UDP');

const lastPort = number.optional().describe('last port of a range that starts at port');

const others = z
  .strictObject({ hosts: z.array(shortName(20)).min(1).describe('other entries of hosts.machines, by name') })
  .describe('machines of other hosts.machines entries');

const blocks = z
  .strictObject({ blocks: z.array(clientBlock('internet')).min(1).describe('IPv4 blocks of clients') })
  .describe('addresses');

/** Ports at which a host answers. */
export const hostPortsSchema = z
  .array(
    z.strictObject({
      port: number.describe('port, or the first of a range').meta({ examples: [873] }),
      lastPort,
      protocol,
      from: z
        .union([z.enum(['cluster', 'balancers', 'internet', 'tunnel']), blocks, others])
        .describe(
          'cluster for its machines, balancers for load balancers of the VPC, internet, tunnel for its peers that reach the port, { blocks: [<block>] } or { hosts: [<name>] }',
        )
        .meta({ examples: ['cluster'] }),
      because: reason,
    }),
  )
  .default([])
  .describe('inbound ports, each with allowed clients and the reason; all others are closed');

/** Ports at which a host calls others. */
export const hostCallsSchema = z
  .array(
    z.strictObject({
      port: number.describe('port, or the first of a range').meta({ examples: [873] }),
      lastPort,
      protocol,
      to: z
        .union([
          z.literal('internet'),
          z.strictObject({ blocks: z.array(clientBlock('internet')).min(1).describe('IPv4 blocks') }),
        ])
        .describe('internet, or { blocks: [<block>] }')
        .meta({ examples: ['internet'] }),
      because: reason,
    }),
  )
  .default([])
  .describe('outbound ports besides HTTP, HTTPS, the log receiver, and hosts that allow it as a client');
