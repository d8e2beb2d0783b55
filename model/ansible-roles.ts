import { join } from 'node:path';
import { folderEntries } from './folder-entries';

/** A role of Ansible. */
export interface AnsibleRole {
  readonly name: string;
  /** The folder that it is. */
  readonly folder: string;
  /** Paths of its files in it. */
  readonly files: readonly string[];
  /** Paths in it that are no files, like links that lead nowhere. */
  readonly odd: readonly string[];
}

/** Folder of roles, in the program for those of every host and in a home for the community's own. */
export const rolesFolder = 'ansible/roles';

/** The roles below `ansible/roles` of a folder; empty without that. What is in their files is not read. */
export const ansibleRoles = (folder: string): readonly AnsibleRole[] =>
  folderEntries(join(folder, rolesFolder))
    .filter(({ kind }) => kind === 'folder')
    .map(({ name }) => {
      const role = join(folder, rolesFolder, name);
      const entries = entriesBelow(role, '');
      return {
        name,
        folder: role,
        files: entries.filter(({ isFile }) => isFile).map(({ path }) => path),
        odd: entries.filter(({ isFile }) => !isFile).map(({ path }) => path),
      };
    });

const entriesBelow = (folder: string, path: string): readonly { readonly path: string; readonly isFile: boolean }[] =>
  folderEntries(folder).flatMap(({ name, kind }) =>
    kind === 'folder'
      ? entriesBelow(join(folder, name), `${path}${name}/`)
      : [{ path: `${path}${name}`, isFile: kind === 'file' }],
  );
