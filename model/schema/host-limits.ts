import { z } from 'zod';
import { domainName, refusal } from './fields';

/** A browser loads a page with up to six requests at once, so a smaller figure refuses people and not programs. */
const least = refusal('is below 10', 'write 10 or more: browsers ask for the parts of a page at once');

const figure = z.int().min(10, least).max(1_000_000).optional();

/** How much one address may ask of hosts; the routers refuse what is more, by closing the connection. */
export const hostLimitsSchema = z
  .array(
    z.strictObject({
      host: domainName.describe('host whose callers are limited'),
      atOnce: figure.describe(
        'requests of one address that are being answered, open WebSockets included, from which on more are refused',
      ),
      inThreeSeconds: figure.describe('requests of one address in 3 seconds from which on more are refused'),
      inTenSeconds: figure.describe('requests of one address in 10 seconds from which on more are refused'),
    }),
  )
  .default([])
  .describe(
    'most that one address may ask of a host, counted by each router; only without a CDN, which would be that address',
  );
