import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { convergenceFiles } from '../lib/convergence/convergence-files';
import type { LoadedEnvironment } from '../model/load';
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
  const ansible = join(programFolder(), 'ansible');
  const write = (path: string, content: string | Buffer, executable = false) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content, { mode: executable ? 0o755 : 0o644 });
  };
  const copy = (path: string) => cpSync(join(ansible, path), join(folder, path), { recursive: true });
  for (const file of ['ansible.cfg', 'apply']) copy(file);
  for (const role of files.baseRoles) copy(join('roles', role));
  for (const role of roles.filter(({ name }) => files.homeRoles.includes(name))) {
    for (const { path, content, executable } of role.files) write(join('roles', role.name, path), content, executable);
  }
  for (const [path, text] of Object.entries(files.texts)) write(path, text);
}
