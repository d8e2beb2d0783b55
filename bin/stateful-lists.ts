import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { blockYaml } from '../model/formats/block-yaml';
import { isWaiting, missingIn, type StatefulId, type StatefulIds } from '../lib/stateful-ids';
import type { LoadedEnvironment } from '../model/load';
import { stackPrefix } from '../model/naming';
import type { StatefulFile } from '../model/stateful-file';
import { home } from './home';
import type { RenderedEnvironment } from './render-environment';
import { replaceFile } from './replace-file';

/** The resources that `stateful.yaml` of an environment lists, by name of their stack. */
export const listedIds = (environment: string, { listed }: StatefulFile): StatefulIds =>
  Object.fromEntries(Object.entries(listed).map(([noun, ids]) => [`${stackPrefix(environment)}${noun}`, ids]));

/** Listed resources that no template has any more, except those of stacks that wait for a fact. */
export function missingIds(
  { environment, stateful }: LoadedEnvironment,
  { stateful: found, waiting }: Pick<RenderedEnvironment, 'stateful' | 'waiting'>,
): readonly StatefulId[] {
  const outputs = waiting.map(({ output }) => output);
  return missingIn(found, listedIds(environment.name, stateful)).filter(({ stack }) => !isWaiting(stack, outputs));
}

const head = `# yaml-language-server: $schema=../stateful.schema.json
# Logical ids of what holds data, or what others hold on to, by the stack that makes it. commons render adds what is new, and
# lets nothing go that is not named with --remove-stateful.
`;

/**
 * Writes `stateful.yaml` of an environment after it was rendered: the resources found in its templates, and listed ones whose
 * stack waits for a fact.
 *
 * @returns the resources that were not listed before
 */
export function writeStateful(loaded: LoadedEnvironment, rendered: RenderedEnvironment): readonly StatefulId[] {
  const { environment, stateful } = loaded;
  const listed = listedIds(environment.name, stateful);
  const gone = new Set(missingIds(loaded, rendered).map(({ stack, logicalId }) => `${stack} ${logicalId}`));
  const added = missingIn(listed, rendered.stateful);
  const all = new Map<string, Set<string>>();
  for (const [stack, ids] of [...Object.entries(listed), ...Object.entries(rendered.stateful)]) {
    const kept = ids.filter((id) => !gone.has(`${stack} ${id}`));
    if (kept.length > 0) all.set(stack, new Set([...(all.get(stack) ?? []), ...kept]));
  }
  const prefix = stackPrefix(environment.name).length;
  const lists = [...all]
    .map(([stack, ids]) => [stack.slice(prefix), [...ids].sort()] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const file = join(home.environments, environment.name, 'stateful.yaml');
  const text = listText(lists);
  // An unchanged file is not written, so that it keeps its modification time.
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) replaceFile(file, text);
  return added;
}

const listText = (lists: readonly (readonly [noun: string, ids: readonly string[]])[]): string =>
  head + (lists.length === 0 ? '{}\n' : blockYaml(Object.fromEntries(lists)));

/** Path of `stateful.yaml` of an environment, for messages. */
export const statefulFilePath = (name: string): string =>
  relative(process.cwd(), join(home.environments, name, 'stateful.yaml'));
