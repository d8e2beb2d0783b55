import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { groupBy } from '../lib/group-by';
import {
  isObjectEntry,
  isWaiting,
  lostFrom,
  unlistedIn,
  type LostEntry,
  type StatefulEntry,
} from '../lib/stateful-entries';
import { blockYaml } from '../model/formats/block-yaml';
import type { LoadedEnvironment } from '../model/load';
import { stackPrefix } from '../model/naming';
import type { StatefulFile, StatefulLine } from '../model/stateful-file';
import { home } from './home';
import type { RenderedEnvironment } from './render-environment';
import { replaceFile } from './replace-file';

/** The entries that `stateful.yaml` of an environment lists: its lines have nouns, and entries names of stacks. */
export const listedEntries = (environment: string, { lines }: StatefulFile): readonly StatefulEntry[] =>
  lines.map((line) => (isObjectEntry(line) ? line : { ...line, place: `${stackPrefix(environment)}${line.place}` }));

/** The line of an entry. */
export const toLine = (environment: string, { id, name, ...entry }: StatefulEntry): StatefulLine => ({
  place: isObjectEntry({ id, ...entry }) ? entry.place : entry.place.slice(stackPrefix(environment).length),
  id,
  name,
});

type Found = Pick<RenderedEnvironment, 'stateful' | 'waiting'>;

const waits = (entry: StatefulEntry, { waiting }: Found): boolean =>
  isWaiting(
    entry,
    waiting.map(({ output }) => output),
  );

/** Listed entries that are not rendered as they are listed, except those that wait for a fact. */
export const lostEntries = ({ environment, stateful }: LoadedEnvironment, rendered: Found): readonly LostEntry[] =>
  lostFrom(listedEntries(environment.name, stateful), rendered.stateful).filter((entry) => !waits(entry, rendered));

const head = `# yaml-language-server: $schema=../stateful.schema.json
# What holds data, or what others hold on to. By the noun of its stack: logical id, and the name in AWS where the template gives one. By
# cluster/<application>: <namespace>/<kind>.<group>/<name>. commons render adds what is new, and lets nothing go that is not named with
# --remove-stateful.
`;

/**
 * Writes `stateful.yaml` of an environment after it was rendered: what was found, and what is listed and waits for a fact.
 *
 * @returns the entries that were not listed before
 */
export function writeStateful(loaded: LoadedEnvironment, rendered: RenderedEnvironment): readonly StatefulEntry[] {
  const { environment, stateful } = loaded;
  const listed = listedEntries(environment.name, stateful);
  const later = lostFrom(listed, rendered.stateful).filter((entry) => waits(entry, rendered));
  const lines = [...rendered.stateful, ...later].map((entry) => toLine(environment.name, entry));
  const file = join(home.environments, environment.name, 'stateful.yaml');
  const text = listText(lines);
  // An unchanged file is not written, so that it keeps its modification time.
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) replaceFile(file, text);
  return unlistedIn(listed, rendered.stateful);
}

function listText(lines: readonly StatefulLine[]): string {
  if (lines.length === 0) return `${head}{}\n`;
  const lists = [...groupBy(lines, ({ place }) => place)]
    .map(
      ([place, own]) => [place, own.map(({ id, name }) => (name === undefined ? id : `${id} ${name}`)).sort()] as const,
    )
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return head + blockYaml(Object.fromEntries(lists));
}

/** Path of `stateful.yaml` of an environment, for messages. */
export const statefulFilePath = (name: string): string =>
  relative(process.cwd(), join(home.environments, name, 'stateful.yaml'));
