import { execFile } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { renderHosts } from '../../bin/render-hosts';
import { kinds } from '../../cdk8s/services/kinds';
import { loadEnvironment } from '../../model/load';
import { writeEnvironment } from '../support/environment-folder';
import { fullEnvironment } from '../support/full-environment';
import { programOf } from './support/python';

/** All that hosts of each system run, as it is rendered: what only RHEL and its kin have is looked at here alone. */
const folder = mkdtempSync(join(tmpdir(), 'commons-roles-'));
const hosts = join(folder, 'rendered/testing/hosts');
beforeAll(() => {
  writeEnvironment(join(folder, 'environments'), fullEnvironment);
  renderHosts(loadEnvironment(join(folder, 'environments'), 'testing', kinds), hosts);
  // The role of the tests' own says little, which is not what is looked at.
  rmSync(join(hosts, 'roles/tunnel_peers'), { recursive: true });
  writeFileSync(join(hosts, 'lint.yaml'), 'profile: production\nstrict: true\nmock_roles: [tunnel_peers]\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (program: string, ...words: readonly string[]) =>
  new Promise<{ readonly succeeds: boolean; readonly output: string }>((resolve) => {
    const tools = dirname(programOf('ansible', program));
    const env = { PATH: `${tools}:${process.env.PATH ?? ''}`, HOME: folder, LC_ALL: 'C.UTF-8' };
    execFile(programOf('ansible', program), words, { cwd: hosts, env, encoding: 'utf8' }, (error, stdout, stderr) =>
      resolve({ succeeds: error === null, output: stdout + stderr }),
    );
  });

const lint = () => run('ansible-lint', '--offline', '--nocolor', '--config-file', 'lint.yaml', 'site.yaml', 'roles');

test('ansible-lint finds nothing, with its profile for production', async () => {
  expect(await lint()).toMatchObject({
    succeeds: true,
    output: expect.stringContaining("Profile 'production' was required, and it passed") as string,
  });
});

test.each([
  [
    'a command that says of every run that it changed something',
    '    - ansible.builtin.command: "true"\n',
    'no-changed-when',
  ],
  ['a module by its short name', '    - copy: { content: "", dest: /etc/x, mode: "0644" }\n', 'fqcn'],
  [
    'a file that anybody may write',
    '    - ansible.builtin.copy: { content: "", dest: /etc/x }\n',
    'risky-file-permissions',
  ],
])('it would find %s', async (_, task, rule) => {
  const tasks = join(hosts, 'roles/time/tasks/main.yml');
  const { output: before } = await run('ansible-playbook', '--version');
  expect(before).toContain('core 2.19');
  appendFileSync(tasks, task.replace('    - ', '\n- name: Try\n  '));
  const { succeeds, output } = await lint();
  expect({ succeeds, found: output.includes(rule) }).toEqual({ succeeds: false, found: true });
});

test('Ansible reads inventory, variables and playbook as they are meant', async () => {
  const { output } = await run('ansible-inventory', '--inventory', 'inventory.yaml', '--host', 'tunnel-c');
  expect(JSON.parse(output)).toMatchObject({ converge_minute: 5, exporter_port: 9100, updates_reboot_day: 'Mon' });
  writeFileSync(join(folder, 'ansible.cfg'), '');
  const told = await run('ansible-playbook', '--inventory', 'inventory.yaml', '--list-hosts', 'site.yaml');
  expect(told.output).toMatch(/tunnel-c[^]*build-lab-b/);
  expect(readdirSync(join(hosts, 'group_vars')).sort()).toEqual([
    'all.yaml',
    'host_build_lab.yaml',
    'host_tunnel.yaml',
  ]);
});
