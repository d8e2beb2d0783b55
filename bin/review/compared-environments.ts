import { changedFiles } from '../../lib/review/changed-files';
import type { ResourceChange } from '../../lib/review/changes';
import { compareWithoutTemplates, type Comparison } from '../../lib/review/comparison';
import { isTemplate, type RenderedSnapshot } from '../../lib/review/rendered-snapshot';
import { templateChanges } from '../../lib/review/template-changes';
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
  const changed = read.map((each) => ({ ...each, files: changedFiles(each.before, each.after) }));
  const templates = changed.map(changedTemplates);
  if (templates.reduce((sum, each) => sum + textLength(each), 0) < threadLength) {
    return changed.map((each) => ({
      ...withoutTemplates(each),
      resources: templateChanges(each.files, each.before, each.after),
    }));
  }
  const changes = changesInThread(templates);
  const compared = changed.map(withoutTemplates);
  const found = await changes;
  return compared.map((comparison, index) => ({
    ...comparison,
    resources: withSides(found[index] ?? [], comparison, templates[index]?.files ?? []),
  }));
}

/** Both versions of an environment, and the files that differ in them. */
interface ChangedVersions extends EnvironmentVersions {
  readonly files: readonly string[];
}

const withoutTemplates = ({ environment, files, before, after }: ChangedVersions): Omit<Comparison, 'resources'> =>
  compareWithoutTemplates(environment, files, before, after);

function changedTemplates({ files, before, after }: ChangedVersions): ChangedTemplates {
  const templates = files.filter(isTemplate);
  return { files: templates, before: texts(before, templates), after: texts(after, templates) };
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
  files: readonly string[],
): readonly ResourceChange[] {
  const templates = new Map(
    files
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
