import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { folderEntries } from './folder-entries';

/** A file of a role. */
export interface RoleFile {
  /** Path in the role. */
  readonly path: string;
  readonly content: Buffer;
  readonly executable: boolean;
}

/** A role of Ansible that a community has written. */
export interface HomeRole {
  readonly name: string;
  readonly files: readonly RoleFile[];
  /** Paths in it that are no files, like links that lead nowhere. */
  readonly odd: readonly string[];
}

/** Folder of the community's own roles in a home. */
export const homeRolesFolder = 'ansible/roles';

/** The roles below `ansible/roles` of the home in `folder`; empty without that folder. */
export const homeRoles = (folder: string): readonly HomeRole[] =>
  folderEntries(join(folder, homeRolesFolder))
    .filter(({ kind }) => kind === 'folder')
    .map(({ name }) => {
      const role = join(folder, homeRolesFolder, name);
      const entries = entriesBelow(role, '');
      return {
        name,
        files: entries.filter(({ isFile }) => isFile).map(({ path }) => readRoleFile(role, path)),
        odd: entries.filter(({ isFile }) => !isFile).map(({ path }) => path),
      };
    });

const readRoleFile = (role: string, path: string): RoleFile => {
  const file = join(role, path);
  return { path, content: readFileSync(file), executable: (statSync(file).mode & 0o100) !== 0 };
};

const entriesBelow = (folder: string, path: string): readonly { readonly path: string; readonly isFile: boolean }[] =>
  folderEntries(folder).flatMap(({ name, kind }) =>
    kind === 'folder'
      ? entriesBelow(join(folder, name), `${path}${name}/`)
      : [{ path: `${path}${name}`, isFile: kind === 'file' }],
  );
