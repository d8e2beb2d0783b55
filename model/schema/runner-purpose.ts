import { z } from 'zod';
import { addressPatterns } from '../formats/address-patterns';
import { refusal } from './fields';

const imagePattern = z
  .string()
  .regex(
    new RegExp(`^${addressPatterns.name}(:${addressPatterns.port})?/[A-Za-z0-9._/*:@-]+$`),
    refusal('is not an image pattern with its registry', 'write it like registry.commons.example/release/*'),
  );

/** Which jobs a runner takes: those of everybody, or release builds in named images only. */
export const runnerPurpose = z
  .union([
    z.literal('everybody'),
    z.strictObject({
      releases: z
        .array(imagePattern)
        .min(1)
        .describe('images that its jobs may use, like registry.commons.example/release/*')
        .meta({ examples: [['registry.commons.example/release/*']] }),
    }),
  ])
  .default('everybody');
