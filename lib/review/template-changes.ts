import type { ResourceChange } from './changes';
import { isTemplate, type RenderedSnapshot } from './rendered-snapshot';
import { resourceChanges } from './resource-changes';

/**
 * Returns what CloudFormation would do to the resources of the templates among files.
 *
 * @param files those that differ, as `changedFiles` finds them
 */
export const templateChanges = (
  files: readonly string[],
  before: RenderedSnapshot,
  after: RenderedSnapshot,
): readonly ResourceChange[] =>
  files
    .filter(isTemplate)
    .map((file) => ({ file, old: before.template(file), current: after.template(file) }))
    // What cannot be read has not removed anything.
    .filter(({ file }) => !before.isUnread(file) && !after.isUnread(file))
    .flatMap(({ file, old, current }) => resourceChanges(file, old, current));
