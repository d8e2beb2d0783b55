import { z } from 'zod';
import { refusal, shortName } from './fields';

/** Images that a job may run in. */
export const imagePattern = z
  .string()
  .regex(
    /^[a-z0-9.-]+\.[a-z]+\/[A-Za-z0-9._/*:@-]+$/,
    refusal('is not an image pattern with its registry', 'write it like registry.commons.example/release/*'),
  );

/** What runs CI jobs in the cluster. */
export const runnersSchema = z
  .array(
    z.strictObject({
      name: shortName(20).describe('name of the runner; its namespace is runner-<name>'),
      pool: z.string().describe('node pool of its jobs'),
      jobs: z.int().min(1).max(200).default(20).describe('jobs at the same time'),
      purpose: z
        .union([
          z.literal('everybody'),
          z.strictObject({
            releases: z
              .array(imagePattern)
              .min(1)
              .describe('images that its jobs may run in, like registry.commons.example/release/*'),
          }),
        ])
        .default('everybody')
        .describe('everybody, or { releases: [<image>] } for release builds alone, without a cache and on a pool of its own'),
    }),
  )
  .default([])
  .describe('runners in the cluster, each in a namespace of its own');
