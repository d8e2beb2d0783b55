import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { deepFreeze } from './immutable';
import type { Problem } from './problem';
import { validate } from './schema-problems';
import { refusal } from './schema/fields';
import { SourceFile } from './source-file';

const place = z
  .string()
  .regex(
    /^(cluster\/)?[a-z][a-z0-9-]*$/,
    refusal(
      'is no noun of a stack, and no application',
      'take it from the path below rendered: network of …/aws/<environment>-network.template.json, or cluster/<application>',
    ),
  );

const line = z
  .string()
  .regex(
    /^([A-Za-z0-9]+( \S+)?|[A-Za-z0-9.-]+(\/[A-Za-z0-9.-]+){1,3})$/,
    refusal(
      'is neither a logical id nor an object',
      'take the id from the template, letters and digits alone, with its name behind it; of an object write <namespace>/<kind>.<group>/<name>',
    ),
  );

/** Contents of `stateful.yaml`. */
export const statefulSchema = z
  .record(place, z.array(line))
  .describe(
    'what holds data or what others hold on to: logical ids and names by the noun of their stack, objects by application',
  );

/** A line of the list. */
export interface StatefulLine {
  /** Noun of a stack, or `cluster/<application>`. */
  readonly place: string;
  /** Logical id, or `<namespace>/<kind>.<group>/<name>` of an object. */
  readonly id: string;
  /**
   * Name in AWS.
   * @default it has none, or its list is older than names in lists
   */
  readonly name?: string;
}

/** What an environment lists as what holds data or what others hold on to. */
export interface StatefulFile {
  /** Empty before the environment is rendered for the first time. */
  readonly lines: readonly StatefulLine[];
  /** A problem at a line. */
  readonly problem: (line: StatefulLine, reason: string, remedy: string) => Problem;
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
      lines: Object.entries(listed).flatMap(([where, own]) => own.map((text) => parseLine(where, text))),
      problem: ({ place: where, id }, reason, remedy) => {
        const index = listed[where]?.findIndex((text) => parseLine(where, text).id === id) ?? -1;
        return source.problem([where, Math.max(index, 0)], reason, remedy);
      },
    },
  };
}

function parseLine(where: string, text: string): StatefulLine {
  const [id = '', name] = text.split(' ');
  return { place: where, id, name };
}
