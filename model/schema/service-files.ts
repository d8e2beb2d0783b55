import { z } from 'zod';
import type { Immutable } from '../immutable';
import { absolutePath } from './fields';

const text = z
  .string()
  .min(1)
  .max(16_384)
  .meta({ examples: ['quiet = true'] });

/** Files that the containers of a service read, by their paths. */
export const filesSchema = z
  .record(
    absolutePath,
    z
      .union([
        text,
        z.strictObject({
          text: text.describe('content of the file'),
          executable: z.literal(true).describe('true for an executable file, like a script'),
        }),
      ])
      .describe('text, or { text: <text>, executable: true } for a script'),
  )
  .default({})
  .describe('files to mount, text by path; $(NAME) is replaced by the value of a variable, secret ones included');

/** A file as a tenant's file declares it. */
export type DeclaredFile = Immutable<z.output<typeof filesSchema>[string]>;

/** The text of a file. */
export const fileText = (file: DeclaredFile): string => (typeof file === 'string' ? file : file.text);

/** The texts of files by their paths. */
export const fileTexts = (files: Readonly<Record<string, DeclaredFile>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(files).map(([path, file]) => [path, fileText(file)]));
