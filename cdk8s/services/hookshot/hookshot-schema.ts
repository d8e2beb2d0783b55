import { z } from 'zod';
import type { Immutable } from '../../../model/immutable';
import { keepingCacheSchema } from '../../../model/schema/caches';
import { addressBlock, domainName, httpsUrl, refusal, shortName } from '../../../model/schema/fields';

const matrixId = z
  .string()
  .regex(/^@[a-z0-9._=/+-]+:[a-z0-9.-]+$/, refusal('is not a Matrix id', 'write it like @ada:commons.example'));

const homeserver = z
  .strictObject({
    domain: domainName.describe('server name: the part after the colon in user ids'),
    url: httpsUrl.describe('URL of its client API, like https://matrix.commons.example'),
    calledFrom: z
      .array(addressBlock)
      .min(1)
      .describe('address blocks from which it connects to the bridge')
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
      .describe('host of the tenant that it serves; may be left out if there is only one and no other service'),
    homeserver,
    sources: z
      .strictObject({
        gitlab: z
          .record(shortName(20), httpsUrl)
          .default({})
          .describe('URLs of GitLab instances, by the short name that people type'),
        webhooks: z.boolean().default(true).describe('whether people may create generic webhooks'),
        feeds: z.boolean().default(true).describe('whether it follows RSS and Atom feeds'),
      })
      .prefault({})
      .refine(({ gitlab, webhooks, feeds }) => webhooks || feeds || Object.keys(gitlab).length > 0, {
        message: refusal('leaves nothing to post', 'name a GitLab, or allow webhooks or feeds'),
      })
      .describe('what it posts into rooms'),
    administrators: z
      .array(matrixId)
      .min(1)
      .describe('Matrix ids of administrators, like @ada:commons.example')
      .meta({ examples: [['@ada:commons.example']] }),
    cache: keepingCacheSchema({ memoryMiB: 64, eviction: 'none' }).prefault({}),
  })
  .describe('a bridge that posts events of other services into Matrix rooms');

/** A bridge as a tenant's file declares it. */
export type HookshotService = Immutable<z.output<typeof hookshotSchema>>;
