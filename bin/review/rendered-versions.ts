import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { RenderedSnapshot } from '../../lib/review/rendered-snapshot';
import type { GitRepository } from './git-repository';

/** Both versions of what is rendered for one environment. */
export interface EnvironmentVersions {
  readonly environment: string;
  readonly before: RenderedSnapshot;
  readonly after: RenderedSnapshot;
}

/** A version of what is rendered: that of a commit, or that of the working tree. */
export type Version = { readonly commit: string } | 'working-tree';

/** Reads two versions of all environments below a folder of rendered files. */
export function renderedVersions(
  repository: GitRepository,
  folder: string,
  [before, after]: readonly [Version, Version],
): readonly EnvironmentVersions[] {
  const path = repository.path(folder);
  const read = (version: Version) =>
    byEnvironment(version === 'working-tree' ? filesOnDisk(folder) : repository.filesBelow(version.commit, path));
  const [old, current] = [read(before), read(after)];
  return [...new Set([...old.keys(), ...current.keys()])].sort().map((environment) => ({
    environment,
    before: new RenderedSnapshot('before', `${path}/${environment}`, old.get(environment) ?? new Map()),
    after: new RenderedSnapshot('after', `${path}/${environment}`, current.get(environment) ?? new Map()),
  }));
}

function byEnvironment(files: ReadonlyMap<string, string>): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const environments = new Map<string, Map<string, string>>();
  for (const [path, text] of files) {
    const slash = path.indexOf('/');
    if (slash < 0) continue;
    const name = path.slice(0, slash);
    const own = environments.get(name) ?? new Map<string, string>();
    environments.set(name, own.set(path.slice(slash + 1), text));
  }
  return environments;
}

const filesOnDisk = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    (existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [])
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [relative(folder, file).split(sep).join('/'), readFileSync(file, 'utf8')] as const),
  );
