import { changedFiles } from '../../lib/review/changed-files';
import type { ResourceChange } from '../../lib/review/changes';
import { compare, compareWithoutTemplates, type Comparison } from '../../lib/review/comparison';
import { isTemplate, type RenderedSnapshot } from '../../lib/review/rendered-snapshot';
import type { EnvironmentVersions } from './rendered-versions';
import { changesInThread, type ChangedTemplates, type ChangeWithoutSides } from './changes-in-thread';

/**
 * Compares both versions of all environments: the templates of a large change in a second thread.
 *
 * @param threadLength characters of templates from which on the thread saves more than it takes to start: about 500 resources
 */
export async function comparedEnvironments(
  read: readonly EnvironmentVersions[],
  threadLength = 2 ** 20,
): Promise<readonly Comparison[]> {
  const templates = read.map(changedTemplates);
  if (templates.reduce((sum, each) => sum + textLength(each), 0) < threadLength) {
    return read.map(({ environment, before, after }) => compare(environment, before, after));
  }
  const changes = changesInThread(templates);
  const compared = read.map(({ environment, before, after }) => compareWithoutTemplates(environment, before, after));
  const found = await changes;
  return compared.map((comparison, index) => ({
    ...comparison,
    resources: withSides(found[index] ?? [], comparison),
  }));
}

function changedTemplates({ before, after }: EnvironmentVersions): ChangedTemplates {
  const files = changedFiles(before, after).filter(isTemplate);
  return { before: texts(before, files), after: texts(after, files) };
}

const texts = (side: RenderedSnapshot, files: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    files.flatMap((file) => {
      const text = side.files.get(file);
      return text === undefined ? [] : [[file, text] as const];
    }),
  );

const textLength = ({ before, after }: ChangedTemplates): number =>
  [...before.values(), ...after.values()].reduce((sum, { length }) => sum + length, 0);

/** The changes as if they had been found here: with the resources of these versions, and nothing of templates that cannot be read. */
function withSides(
  changes: readonly ChangeWithoutSides[],
  { before, after }: Pick<Comparison, 'before' | 'after'>,
): readonly ResourceChange[] {
  const templates = new Map(
    changedFiles(before, after)
      .filter(isTemplate)
      .map((file) => [file, { old: before.template(file), current: after.template(file) }] as const)
      .filter(([file]) => !before.isUnread(file) && !after.isUnread(file)),
  );
  return changes.flatMap((change) => {
    const template = templates.get(change.file);
    if (template === undefined) return [];
    const [old, current] = [template.old, template.current].map((each) => each?.template.Resources[change.logicalId]);
    return [{ ...change, before: old, after: current }];
  });
}
