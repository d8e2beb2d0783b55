import { execFile } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderHosts } from '../../bin/render-hosts';
import { kinds } from '../../cdk8s/services/kinds';
import { loadEnvironment } from '../../model/load';
import { writeEnvironment } from '../support/environment-folder';
import { fullEnvironment } from '../support/full-environment';
import { programOf, pythonOf } from './support/python';

/** All that hosts of each system run, as it is rendered: what only RHEL and its kin have is looked at here alone. */
const folder = mkdtempSync(join(tmpdir(), 'commons-roles-'));
const hosts = join(folder, 'rendered/testing/hosts');
beforeAll(() => {
  writePrograms();
  writeEnvironment(join(folder, 'environments'), fullEnvironment);
  renderHosts(loadEnvironment(join(folder, 'environments'), 'testing', kinds), hosts);
  writeFileSync(join(hosts, 'lint.yaml'), 'profile: production\nstrict: true\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Programs of Ansible by their names, as ansible-lint looks for them: those of a toolbox run as modules alone. */
const programs = join(folder, 'bin');
function writePrograms(): void {
  mkdirSync(programs);
  const commands = { ansible: 'adhoc', ...Object.fromEntries(subcommands.map((name) => [`ansible-${name}`, name])) };
  for (const [name, command] of Object.entries(commands)) {
    const script = `#!/bin/sh\nexec ${pythonOf('ansible')} -m ansible ${command} "$@"\n`;
    writeFileSync(join(programs, name), script, { mode: 0o755 });
  }
}
const subcommands = ['config', 'galaxy', 'inventory', 'playbook'];

const run = (program: string, ...words: readonly string[]) =>
  new Promise<{ readonly succeeds: boolean; readonly output: string }>((resolve) => {
    const env = { PATH: `${programs}:${process.env.PATH ?? ''}`, HOME: folder, LC_ALL: 'C.UTF-8' };
    execFile(program, words, { cwd: hosts, env, encoding: 'utf8' }, (error, stdout, stderr) =>
      resolve({ succeeds: error === null, output: stdout + stderr }),
    );
  });

test.each(['roles/converge/files/commons-converge', 'roles/updates/files/commons-reboot'])(
  'shellcheck finds nothing in %s',
  async (file) => {
    // Its settings are a file of the machine.
    const words = ['--severity=style', '--exclude=SC1091,SC2154', join(hosts, file)];
    expect(await run(programOf('hosts', 'shellcheck'), ...words)).toEqual({
      succeeds: true,
      output: '',
    });
  },
);

const lint = () =>
  run(
    pythonOf('ansible'),
    '-m',
    'ansiblelint',
    '--offline',
    '--nocolor',
    '--config-file',
    'lint.yaml',
    'site.yaml',
    'roles',
  );

test('ansible-lint finds nothing, with its profile for production', async () => {
  expect(await lint()).toMatchObject({
    succeeds: true,
    output: expect.stringContaining("Profile 'production' was required, and it passed") as string,
  });
}, 300_000);

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
])(
  'it would find %s',
  async (_, task, rule) => {
    const tasks = join(hosts, 'roles/time/tasks/main.yml');
    appendFileSync(tasks, task.replace('    - ', '\n- name: Try\n  '));
    const { succeeds, output } = await lint();
    expect({ succeeds, found: output.includes(rule) }).toEqual({ succeeds: false, found: true });
  },
  300_000,
);

test('Ansible reads inventory, variables and playbook as they are meant', async () => {
  const { output } = await run(join(programs, 'ansible-inventory'), '--host', 'tunnel-c');
  expect(JSON.parse(output)).toMatchObject({ converge_minute: 5, exporter_port: 9100, updates_reboot_day: 'Mon' });
  const told = await run(join(programs, 'ansible-playbook'), '--list-hosts', 'site.yaml');
  expect(told.output).toMatch(/tunnel-c[^]*build-lab-b/);
  expect(readdirSync(join(hosts, 'group_vars')).sort()).toEqual([
    'all.yaml',
    'host_build_lab.yaml',
    'host_tunnel.yaml',
  ]);
});
