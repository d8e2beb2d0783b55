import { z } from 'zod';
import type { Immutable } from '../immutable';
import { reason, urlPath } from './fields';
import { probeHeaders, probeHost, probePort } from './probe-request';
import { command } from './service-processes';

/** How a service is asked whether it works. */
export const healthSchema = z
  .union([
    urlPath,
    z.strictObject({
      path: urlPath.describe('path that returns 200').meta({ examples: ['/healthz'] }),
      host: probeHost,
      port: probePort.optional().describe('port of the probe; the service’s port if left out'),
      headers: probeHeaders,
    }),
    z.strictObject({
      tcp: z.literal(true).describe('only checks that the port accepts connections'),
      port: probePort.optional().describe('port of the probe, such as one of ports; the service’s port if left out'),
    }),
    z.strictObject({ command }),
    z.strictObject({ none: reason.describe('why a program without HTTP is asked nothing') }),
  ])
  .default('/')
  .describe(
    'path that returns 200 when the application is healthy, { path: <path>, host: own }, { tcp: true }, or { command: <command> }; with port: none also { none: <reason> }',
  );

/** How a tenant's file says that a service is asked whether it works. */
export type DeclaredHealth = Immutable<z.output<typeof healthSchema>>;
