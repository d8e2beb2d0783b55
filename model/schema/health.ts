import { z } from 'zod';
import type { Immutable } from '../immutable';
import { domainName, refusal, urlPath } from './fields';
import { command } from './service-processes';

const port = z.int().min(1).max(65535);

const headers = z
  .record(
    z.string().regex(/^[A-Za-z0-9-]{1,64}$/, refusal('is not the name of a header', 'write it like X-Forwarded-Proto')),
    z
      .string()
      .regex(/^[\x20-\x7e]{1,512}$/, refusal('is not the value of a header', 'write one line of plain letters'))
      .refine((value) => !value.includes('$('), {
        message: refusal('refers to a variable, which a probe cannot read', 'write the value out'),
      }),
  )
  .default({})
  .describe('request headers of the probe, like X-Forwarded-Proto: https for an image that redirects plain HTTP');

/** How a service is asked whether it works. */
export const healthSchema = z
  .union([
    urlPath,
    z.strictObject({
      path: urlPath.describe('path that returns 200').meta({ examples: ['/healthz'] }),
      host: z
        .union([z.literal('own'), domainName])
        .optional()
        .describe('Host header, for an image that rejects unknown hosts; own is the service’s first host'),
      port: port.optional().describe('port of the probe; the service’s port if left out'),
      headers,
    }),
    z.strictObject({ tcp: z.literal(true).describe('only checks that the port accepts connections') }),
    z.strictObject({ command }),
  ])
  .default('/')
  .describe(
    'path that returns 200 when the application is healthy, { path: <path>, host: own }, { tcp: true }, or { command: <command> }',
  );

/** How a tenant's file says that a service is asked whether it works. */
export type DeclaredHealth = Immutable<z.output<typeof healthSchema>>;
