import { lstatSync } from 'node:fs';
import { basename } from 'node:path';
import { RenderedSnapshot } from '../../lib/review/rendered-snapshot';
import { fileProblem } from '../../model/file-problem';
import { ProblemsError } from '../../model/problem';
import { filesOnDisk } from './files-on-disk';
import type { GitRepository } from './git-repository';
import type { VersionFile, VersionFiles } from './version-file';

/** Both versions of what is rendered for one environment. */
export interface EnvironmentVersions {
  readonly environment: string;
  readonly before: RenderedSnapshot;
  readonly after: RenderedSnapshot;
}

/** A version of what is rendered: that of a commit, or that of the working tree. */
export type Version = { readonly commit: string } | 'working-tree';

/**
 * Reads two versions of all environments below a folder of rendered files.
 *
 * @throws ProblemsError when neither version has any, or one cannot be read as a whole.
 */
export function renderedVersions(
  repository: GitRepository,
  folder: string,
  [before, after]: readonly [Version, Version],
): readonly EnvironmentVersions[] {
  const path = repository.path(folder);
  const read = (version: Version) =>
    byEnvironment(
      version === 'working-tree' ? inWorkingTree(repository, folder) : repository.filesBelow(version.commit, path),
    );
  const [old, current] = [read(before), read(after)];
  if (old.size + current.size === 0) {
    const remedy = 'name the home with --home, or render it first: npm start';
    throw new ProblemsError([fileProblem(path, 'has no rendered files in either version', remedy)]);
  }
  return [...new Set([...old.keys(), ...current.keys()])].sort().map((environment) => ({
    environment,
    before: toSnapshot('before', `${path}/${environment}`, old.get(environment)),
    after: toSnapshot('after', `${path}/${environment}`, current.get(environment)),
  }));
}

function toSnapshot(side: 'before' | 'after', folder: string, files: VersionFiles = new Map()): RenderedSnapshot {
  const texts = new Map([...files].map(([path, { text }]) => [path, text] as const));
  const unreadable = new Map(
    [...files].flatMap(([path, file]) => (file.unreadable === undefined ? [] : [[path, file.unreadable] as const])),
  );
  return new RenderedSnapshot(side, folder, texts, unreadable);
}

function byEnvironment(files: VersionFiles): ReadonlyMap<string, VersionFiles> {
  const environments = new Map<string, Map<string, VersionFile>>();
  for (const [path, file] of files) {
    const slash = path.indexOf('/');
    // A link or a repository in place of a folder stands for all that would be in it; other files beside the folders are nobody's.
    if (slash < 0 && file.unreadable === undefined) continue;
    const name = slash < 0 ? path : path.slice(0, slash);
    const own = environments.get(name) ?? new Map<string, VersionFile>();
    environments.set(name, own.set(slash < 0 ? '.' : path.slice(slash + 1), file));
  }
  return environments;
}

function inWorkingTree(repository: GitRepository, folder: string): VersionFiles {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  const path = repository.path(folder);
  if (found !== undefined && !found.isDirectory()) {
    throw new ProblemsError([fileProblem(path, 'is no folder, but a link or a file', 'make it a folder')]);
  }
  if (repository.isSparse) {
    const remedy = 'have all files: git sparse-checkout disable';
    throw new ProblemsError([fileProblem(path, 'is checked out in parts, so that files are missing', remedy)]);
  }
  const files = new Map(found === undefined ? [] : filesOnDisk(folder));
  const start = `${basename(folder)}/`;
  for (const file of repository.unmergedFiles) {
    if (!file.startsWith(start)) continue;
    files.set(file.slice(start.length), {
      text: 'unmerged',
      unreadable: 'is in a merge conflict that nobody has solved',
    });
  }
  return files;
}
