import { z } from 'zod';
import type { Immutable } from '../../../model/immutable';
import { cacheSchema } from '../../../model/schema/caches';
import { containerImage, serviceHosts, httpsUrl, imageUpdates, refusal, shortName } from '../../../model/schema/fields';

/** A cache in front of the Git fetches of a GitLab. */
export const gitFetchCacheSchema = z
  .strictObject({
    kind: z.literal('git-fetch-cache'),
    name: shortName(16).default('fetches').describe('name of the service in its namespace'),
    image: containerImage.describe(
      'image built from images/git-fetch-cache, like quay.io/commons/git-fetch-cache:stable',
    ),
    updates: imageUpdates('reviewed'),
    hosts: serviceHosts,
    gitlab: httpsUrl
      .refine((url) => /^https:\/\/[^/]+$/.test(url), {
        message: refusal('has a path', 'write the address of a GitLab that has a host for itself'),
      })
      .describe('URL of the GitLab whose public repositories it caches, like https://gitlab.commons.example')
      .meta({ examples: ['https://gitlab.commons.example'] }),
    cache: cacheSchema({ memoryMiB: 64, eviction: 'least-recently-used' }).prefault({}),
    sizeGiB: z.int().min(5).max(1024).default(50).describe('cache disk of each pod in GiB'),
    keepDays: z.int().min(1).max(90).default(14).describe('maximum age of a cached response in days'),
    replicas: z.int().min(1).max(10).default(2).describe('number of pods, each with its own cache'),
  })
  .describe('serves fetches of public Git repositories in place of GitLab');

/** A cache of fetches as a tenant's file declares it. */
export type GitFetchCacheService = Immutable<z.output<typeof gitFetchCacheSchema>>;
