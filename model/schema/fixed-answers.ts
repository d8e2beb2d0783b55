import { z } from 'zod';
import type { Immutable } from '../immutable';
import { httpsUrl, refusal, urlPath } from './fields';

const allowOrigin = z
  .union([z.literal('*'), httpsUrl])
  .optional()
  .describe('sites whose scripts may read it: * for all, as clients of Matrix need');

const answer = z.union([
  z.strictObject({
    json: z
      .record(z.string(), z.unknown())
      .describe('a map, answered as application/json')
      .meta({ examples: [{ 'm.server': 'matrix.commons.example:443' }] }),
    allowOrigin,
  }),
  z.strictObject({
    text: z
      .string()
      .min(1)
      .max(16_384)
      .describe('the text of the answer')
      .meta({ examples: ['Contact: mailto:sre@commons.example'] }),
    contentType: z
      .string()
      .regex(
        /^[a-z0-9.+-]+\/[a-z0-9.+-]+(; ?charset=[a-zA-Z0-9-]+)?$/,
        refusal('is not a type of content', 'write it like text/plain'),
      )
      .default('text/plain')
      .describe('type of the content, like text/plain'),
    allowOrigin,
  }),
  z.strictObject({
    redirect: httpsUrl.describe('address to which it sends'),
    status: z.literal([301, 302, 307, 308]).default(302).describe('301 and 308 are kept by browsers, 302 and 307 not'),
  }),
]);

/** Answers to paths that nobody computes. */
export const fixedAnswersSchema = z
  .record(urlPath.meta({ examples: ['/.well-known/matrix/server'] }), answer)
  .default({})
  .describe('fixed answers by path: { json: <map> }, { text: <text> }, or { redirect: <address> }')
  .meta({ examples: [{ '/.well-known/matrix/server': { json: { 'm.server': 'matrix.commons.example:443' } } }] });

/** A fixed answer as a tenant's file declares it. */
export type FixedAnswer = Immutable<z.output<typeof answer>>;
