import { changedFiles } from './changed-files';
import type { ResourceChange } from './changes';
import { isTemplate, type RenderedSnapshot } from './rendered-snapshot';
import { resourceChanges } from './resource-changes';

/** Returns what CloudFormation would do to the resources of all templates that differ. */
export const templateChanges = (before: RenderedSnapshot, after: RenderedSnapshot): readonly ResourceChange[] =>
  changedFiles(before, after)
    .filter(isTemplate)
    .map((file) => ({ file, old: before.template(file), current: after.template(file) }))
    // What cannot be read has not removed anything.
    .filter(({ file }) => !before.isUnread(file) && !after.isUnread(file))
    .flatMap(({ file, old, current }) => resourceChanges(file, old, current));
