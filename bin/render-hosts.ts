import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { convergenceFiles } from '../lib/convergence/convergence-files';
import { ansibleRoles } from '../model/ansible-roles';
import type { LoadedEnvironment } from '../model/load';
import { OutputFolder } from './output-folder';
import { programFolder } from './program-folder';

/**
 * Writes what the environment's hosts converge to into `folder`: nothing where no host is kept. Roles are beside the playbook, so that a
 * commit is reviewed and signed with all of them.
 */
export function renderHosts(
  { environment, roles }: Pick<LoadedEnvironment, 'environment' | 'roles'>,
  folder: string,
): void {
  const files = convergenceFiles(environment);
  if (files === undefined) return;
  const program = programFolder();
  const output = new OutputFolder(folder);
  const copy = (source: string, path: string) => {
    output.write(path, readFileSync(source), { executable: (statSync(source).mode & 0o100) !== 0 });
  };
  for (const file of ['ansible.cfg', 'apply']) copy(join(program, 'ansible', file), file);
  const copied = [
    ...ansibleRoles(program).filter(({ name }) => files.baseRoles.includes(name)),
    ...roles.filter(({ name }) => files.homeRoles.includes(name)),
  ];
  for (const role of copied) {
    for (const path of role.files) copy(join(role.folder, path), join('roles', role.name, path));
  }
  for (const [path, text] of Object.entries(files.texts)) output.write(path, text);
}
