import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { deepFreeze } from './immutable';
import type { Problem } from './problem';
import { validate } from './schema-problems';
import { refusal } from './schema/fields';
import { SourceFile } from './source-file';

const stackNoun = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, refusal('is no noun of a stack', 'take it from the file’s name below rendered/…/aws'));

const logicalId = z
  .string()
  .regex(/^[A-Za-z0-9]+$/, refusal('is no logical id', 'take it from the template, letters and digits alone'));

/** Contents of `stateful.yaml`. */
export const statefulSchema = z
  .record(stackNoun, z.array(logicalId))
  .describe('logical ids of what holds data, by the noun of the stack that makes it');

/** What an environment lists as what holds data. */
export interface StatefulFile {
  /** Logical ids by the noun of their stack; empty before the environment is rendered for the first time. */
  readonly listed: Readonly<Record<string, readonly string[]>>;
  /** A problem at the line of an id. */
  readonly problem: (noun: string, logicalId: string, reason: string, remedy: string) => Problem;
}

/** The list of the environment `name` below `folder`, or what is wrong with it. */
export function readStateful(
  folder: string,
  name: string,
): { readonly value: StatefulFile } | { readonly problems: readonly Problem[] } {
  const absolute = join(folder, name, 'stateful.yaml');
  const path = ['environments', name, 'stateful.yaml'].join('/');
  const source = existsSync(absolute) ? SourceFile.read(absolute, path) : new SourceFile(path, '{}');
  const checked = validate(statefulSchema, source);
  if ('problems' in checked) return checked;
  const listed = deepFreeze(checked.value);
  return {
    value: {
      listed,
      problem: (noun, id, reason, remedy) => source.problem([noun, listed[noun]?.indexOf(id) ?? 0], reason, remedy),
    },
  };
}
