import { z } from 'zod';
import { refusal } from './fields';

/**
 * Headers that a server adds to its answers. A value is written into a configuration: without quotes, backslashes, dollars and line breaks
 * it stays one value.
 */
export const responseHeadersSchema = z
  .record(
    z
      .string()
      .regex(
        /^[A-Za-z][A-Za-z0-9-]{0,63}$/,
        refusal('is not the name of a header', 'write it like Content-Security-Policy'),
      ),
    z
      .string()
      .min(1)
      .max(2048)
      .regex(
        /^[\x20-\x7e]+$/,
        refusal('has characters that no header may have', 'write it in one line of plain characters'),
      )
      .regex(
        /^[^"\\$]*$/,
        refusal('has a double quote, a backslash or a dollar', 'write it without: single quotes are fine'),
      )
      .meta({ examples: ["default-src 'self'"] }),
  )
  .default({})
  .describe('headers of all its answers, by name')
  .meta({ examples: [{ 'Content-Security-Policy': "default-src 'self'" }] });
