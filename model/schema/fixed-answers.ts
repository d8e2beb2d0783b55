import { z } from 'zod';
import type { Immutable } from '../immutable';
import { httpsUrl, refusal, urlPath } from './fields';
import { redirectTarget } from './redirect-target';

const allowOrigin = z
  .union([z.literal('*'), httpsUrl])
  .optional()
  .describe('allowed CORS origin: * for all, as Matrix clients need');

/** Type of a text, with a default. */
export const contentType = (usual: string) =>
  z
    .string()
    .regex(
      /^[a-z0-9.+-]+\/[a-z0-9.+-]+(; ?charset=[a-zA-Z0-9-]+)?$/,
      refusal('is not a type of content', 'write it like text/plain'),
    )
    .default(usual)
    .describe(`content type, like ${usual}`);

const answer = z.union([
  z.strictObject({
    json: z
      .record(z.string(), z.unknown())
      .describe('a map, served as application/json')
      .meta({ examples: [{ 'm.server': 'matrix.commons.example:443' }] }),
    allowOrigin,
  }),
  z.strictObject({
    text: z
      .string()
      .min(1)
      .max(16_384)
      .describe('body of the response')
      .meta({ examples: ['Contact: mailto:sre@commons.example'] }),
    contentType: contentType('text/plain'),
    allowOrigin,
  }),
  z.strictObject({
    redirect: redirectTarget.describe('where it leads: a path of the host, or an https address'),
    below: z
      .boolean()
      .default(false)
      .describe('whether all below the path is redirected too, with what follows appended'),
    status: z
      .literal([301, 302, 307, 308])
      .default(302)
      .describe('301 and 308 are permanent and cached by browsers, 302 and 307 are temporary'),
  }),
]);

/** Answers to paths that nobody computes. */
export const fixedAnswersSchema = z
  .record(urlPath.meta({ examples: ['/.well-known/matrix/server'] }), answer)
  .default({})
  .describe('fixed responses by path: { json: <map> }, { text: <text> }, or { redirect: <url> }')
  .meta({ examples: [{ '/.well-known/matrix/server': { json: { 'm.server': 'matrix.commons.example:443' } } }] });

/** A fixed answer as a tenant's file declares it. */
export type FixedAnswer = Immutable<z.output<typeof answer>>;
