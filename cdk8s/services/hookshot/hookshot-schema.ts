import { z } from 'zod';
import type { Immutable } from '../../../model/immutable';
import { keepingCacheSchema } from '../../../model/schema/caches';
import { addressBlock, domainName, httpsUrl, refusal, shortName } from '../../../model/schema/fields';

const matrixId = z
  .string()
  .regex(/^@[a-z0-9._=/+-]+:[a-z0-9.-]+$/, refusal('is not a Matrix id', 'write it like @ada:commons.example'));

const homeserver = z
  .strictObject({
    domain: domainName.describe('what stands behind the colon in the names of its users'),
    url: httpsUrl.describe('address of its client API, like https://matrix.commons.example'),
    calledFrom: z
      .array(addressBlock)
      .min(1)
      .describe('address blocks from which it calls the bridge')
      .meta({ examples: [['192.0.2.0/24']] }),
  })
  .describe('the Matrix server that the bridge belongs to');

/** A bridge into Matrix. */
export const hookshotSchema = z
  .strictObject({
    kind: z.literal('hookshot'),
    name: shortName(16).default('hookshot').describe('name of the service in its namespace'),
    hosts: z
      .array(domainName)
      .length(1)
      .optional()
      .describe('which of the tenant’s hosts it serves; the only one if it is the only service'),
    homeserver,
    sources: z
      .strictObject({
        gitlab: z
          .record(shortName(20), httpsUrl)
          .default({})
          .describe('GitLab instances by the short name that people type, with their addresses'),
        webhooks: z.boolean().default(true).describe('whether people may have addresses to which any program posts'),
        feeds: z.boolean().default(true).describe('whether it reads RSS and Atom feeds'),
      })
      .prefault({})
      .refine(({ gitlab, webhooks, feeds }) => webhooks || feeds || Object.keys(gitlab).length > 0, {
        message: refusal('leaves nothing to post', 'name a GitLab, or allow webhooks or feeds'),
      })
      .describe('what it posts into rooms'),
    administrators: z
      .array(matrixId)
      .min(1)
      .describe('Matrix ids of those who may do everything, like @ada:commons.example')
      .meta({ examples: [['@ada:commons.example']] }),
    cache: keepingCacheSchema({ memoryMiB: 64, eviction: 'none' }).prefault({}),
  })
  .describe('a bridge that posts what happens elsewhere into Matrix rooms');

/** A bridge as a tenant's file declares it. */
export type HookshotService = Immutable<z.output<typeof hookshotSchema>>;
