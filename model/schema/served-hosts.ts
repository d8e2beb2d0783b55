import { z } from 'zod';
import { domainName, urlPath } from './fields';

/** One host that a process answers: all of it, or some of its paths. */
const servedHost = z.union([
  domainName,
  z.strictObject({
    host: domainName.describe('one of the tenant’s hosts'),
    paths: z
      .array(urlPath.meta({ examples: ['/.well-known/matrix'] }))
      .min(1)
      .describe('path prefixes that it serves there: /api includes /api/v1, but not /apis'),
  }),
]);

/** Hosts of a service or of one of its processes; another service of the tenant may answer other paths of the same host. */
export const servedHostsSchema = z.array(servedHost);
