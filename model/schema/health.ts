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
  .describe('headers of the question, like X-Forwarded-Proto: https for an image that redirects plain HTTP');

/** How a service is asked whether it works. */
export const healthSchema = z
  .union([
    urlPath,
    z.strictObject({
      path: urlPath.describe('path that answers 200').meta({ examples: ['/healthz'] }),
      host: z
        .union([z.literal('own'), domainName])
        .optional()
        .describe('name in the header Host for an image that refuses unknown ones; own is the service’s first host'),
      port: port.optional().describe('port that answers, if it is not that of the service'),
      headers,
    }),
    z.strictObject({ tcp: z.literal(true).describe('asks only whether its port takes connections') }),
    z.strictObject({ command }),
  ])
  .default('/')
  .describe(
    'path that answers 200 when the application works, { path: <path>, host: own }, { tcp: true }, or { command: <command> }',
  );

/** How a tenant's file says that a service is asked whether it works. */
export type DeclaredHealth = Immutable<z.output<typeof healthSchema>>;
