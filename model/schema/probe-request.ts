import { z } from 'zod';
import { domainName, refusal } from './fields';

/** Port that a probe asks. */
export const probePort = z.int().min(1).max(65535);

/** Host header of a probe. */
export const probeHost = z
  .union([z.literal('own'), domainName])
  .optional()
  .describe('Host header, for an image that rejects unknown hosts; own is the service’s first host');

/** Further headers of a probe. */
export const probeHeaders = z
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
