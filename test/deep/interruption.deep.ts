import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { compiledProgram } from '../support/compiled-program';
import { minimalTenant } from '../support/environment-folder';
import { TemporaryHome } from '../support/temporary-home';

const tenants = Array.from({ length: 30 }, (_, index): [string, string] => [
  `tenants/site-${index}.yaml`,
  minimalTenant.replace('site.commons', `site-${index}.commons`),
]);
const project = new TemporaryHome({ alpha: Object.fromEntries(tenants) });
afterAll(() => project.remove());

const program = [compiledProgram('commons')];

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('a rendering that %s ends leaves nothing behind, and says so', async (signal, code) => {
  const child = spawn(process.execPath, [...program, 'render'], {
    cwd: project.folder,
    env: { PATH: process.env.PATH, TMPDIR: project.path('tmp') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString();
  });
  const isAtWork = () => existsSync(project.path('rendered')) && readdirSync(project.path('rendered')).length > 0;
  while (!isAtWork() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill(signal);
  const ended = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  expect({ ended, stderr }).toEqual({
    ended: code,
    stderr: `ended by ${signal}; no file was left incomplete\n    run the command again\n`,
  });
  expect(project.names('rendered')).toEqual([]);
  expect(project.leftovers()).toEqual([]);
});

test('a pipe that is cut off ends in words', async () => {
  const child = spawn(process.execPath, [...program, 'environment', 'check', 'alpha'], {
    cwd: project.folder,
    env: { PATH: process.env.PATH, TMPDIR: project.path('tmp') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString();
  });
  const ended = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  expect({ ended, stderr }).toEqual({
    ended: 1,
    stderr:
      'the output was cut off: the program that read it has ended\n    run the command again, and let it finish; no file was left incomplete\n',
  });
});

test.each<[string, () => void, string]>([
  ['a file where the rendered files belong', () => writeFileSync(project.path('there'), ''), 'there exists already'],
  ['a file in the way to it', () => mkdirSync(project.path('x')), 'there/x is not a folder'],
])('%s is told in words', async (what, make, said) => {
  make();
  const into = what.startsWith('a file in the way') ? 'there/x' : 'there';
  const { code, stdout, stderr } = await project.commons('render', '--into', into);
  expect({ code, stdout, lines: stderr.split('\n').length }).toEqual({ code: 1, stdout: '', lines: 3 });
  expect(stderr.startsWith(said)).toBe(true);
});
