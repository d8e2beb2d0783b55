import { z } from 'zod';
import type { Review } from '../review';
import { reviewClasses } from '../review-finding';

const place = z.strictObject({
  side: z.enum(['before', 'after']).describe('the version that has the place'),
  file: z.string().describe('path of the rendered file in the repository'),
  line: z.int().min(1),
});

const finding = z.strictObject({
  id: z.string().describe('name of the rule: commons review explain <id>'),
  class: z.enum(reviewClasses).describe('how dangerous it is; the most dangerous class stands first here'),
  layer: z.enum(['aws', 'cluster', 'elsewhere']),
  environment: z.string(),
  subjects: z.array(z.string()).min(1).describe('subject of the finding'),
  what: z.string().describe('what happens to the subject'),
  why: z.string(),
  remedy: z.string(),
  places: z.array(place).describe('example locations'),
});

const routine = z.strictObject({
  kind: z.string().describe('kind of the objects, type of the resources, or file'),
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
});

const unread = z.strictObject({
  file: z.string(),
  line: z.int(),
  column: z.int(),
  path: z.string(),
  reason: z.string(),
  remedy: z.string(),
});

/** What `commons review --json` prints. */
export const reviewSchema = z
  .strictObject({
    findings: z.array(finding).describe('most dangerous first'),
    routine: z.array(routine).describe('number of changes about which no rule has a finding'),
    unread: z.array(unread).describe('files that could not be compared; if there are any, the review is incomplete'),
  })
  .describe('what a change does to what is rendered') satisfies z.ZodType<Review>;
