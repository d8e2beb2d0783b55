import type { RenderedSnapshot } from './rendered-snapshot';

/** Paths of files that differ in two versions and can be read in both; one that cannot be read is a problem of its version. */
export const changedFiles = (before: RenderedSnapshot, after: RenderedSnapshot): readonly string[] =>
  [...new Set([...before.files.keys(), ...after.files.keys()])]
    .filter((file) => before.files.get(file) !== after.files.get(file))
    // Both are asked, so that both have a problem to say.
    .filter((file) => [before, after].map((side) => side.isReadable(file)).every(Boolean))
    .sort();
