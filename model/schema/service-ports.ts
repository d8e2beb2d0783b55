import { z } from 'zod';
import type { Immutable } from '../immutable';
import { domainName, reason, refusal, urlPath } from './fields';
import { servedHostsSchema } from './served-hosts';

const portNumber = z
  .int({
    error: ({ input }) =>
      typeof input === 'string' && /^\d+\s*[-:]\s*\d+$/.test(input)
        ? refusal(
            'is a range of ports, and a Service and the load balancer lead each port by its own number',
            'have the program use one port for all media, like LiveKit by rtc.udp_port, and write that one',
          )
        : undefined,
  })
  .min(1)
  .max(65535);

/** Name of a port as Kubernetes takes it, besides `http` and `metrics`, which further containers of a pod have with their numbers. Source: kubernetes/apimachinery, IsValidPortName. */
const portName = z
  .string()
  .regex(
    /^(?!(http|metrics)(-[0-9]+)?$)(?=.{1,15}$)[a-z]([a-z0-9]|-(?!-))*(?<!-)$/,
    refusal(
      'is not the name of a further port',
      'use at most 15 lower-case letters, digits and single hyphens, beginning with a letter; http is that of port, and metrics that of metrics',
    ),
  )
  .meta({ examples: ['ssh'] });

const outside = z
  .strictObject({
    host: domainName.describe(
      'one of the tenant’s hosts, used for ports only: its DNS name bypasses the CDN and the routers',
    ),
    port: portNumber.describe('port at that host, unique in the environment'),
    because: reason,
    clientAddress: z
      .enum(['hidden', 'proxy-protocol'])
      .default('hidden')
      .describe(
        'hidden: connections come from the address of a node; proxy-protocol: connections start with a PROXY protocol header that the application must be configured to read',
      ),
  })
  .describe('exposes it to the internet through the load balancer of the environment’s edge.ports');

const servicePort = z.strictObject({
  name: portName.describe('name of the port, unique within its process and within the web pods'),
  port: portNumber.describe('port that the application listens on, and port of the Service'),
  protocol: z.enum(['TCP', 'UDP']).default('TCP').describe('TCP or UDP'),
  hosts: servedHostsSchema
    .default([])
    .describe(
      'hosts that are routed to it, if it answers HTTP: <host> for a whole host, { host: <host>, paths: [<path>] } for part of one',
    ),
  paths: z
    .array(urlPath.meta({ examples: ['/cryptpad_websocket'] }))
    .default([])
    .describe('paths on the service’s hosts that are routed to it, if it answers HTTP'),
  outside: outside.optional(),
});

/** Ports of a process besides its `port`. */
export const portsSchema = z
  .array(servicePort)
  .max(16)
  .default([])
  .describe(
    'further ports: open to the service itself and to services that list it in calls; to people with hosts or paths if they answer HTTP, and to the internet with outside',
  );

/** A further port, as a tenant's file declares it. */
export type ServicePort = Immutable<z.output<typeof portsSchema>[number]>;
