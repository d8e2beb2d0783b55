import { z } from 'zod';
import { shortName } from './fields';
import { runnerPurpose } from './runner-purpose';

/** GitLab runners in the cluster. */
export const runnersSchema = z
  .array(
    z.strictObject({
      name: shortName(20).describe('name of the runner; its namespace is runner-<name>'),
      pool: z
        .string()
        .describe('node pool that runs its jobs')
        .meta({ examples: ['ci-arm64'] }),
      jobs: z.int().min(1).max(200).default(20).describe('maximum number of concurrent jobs'),
      purpose: runnerPurpose.describe(
        'everybody, or { releases: [<image>] } for release builds only, without a cache and on a dedicated pool',
      ),
    }),
  )
  .default([])
  .describe('runners in the cluster, each in its own namespace');
