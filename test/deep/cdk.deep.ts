import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { fixtureHome } from '../support/fixture-home';
import { exampleEnvironments } from '../support/homes-under-test';
import { filesBelow } from '../support/rendered';

const root = resolve(__dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'commons-cdk-'));

/** Runs the CDK command in a home, without credentials or settings of the person. */
const cdk = (output: string, ...args: readonly string[]) => cdkIn(fixtureHome.folder, output, ...args);

async function cdkIn(cwd: string, output: string, ...args: readonly string[]): Promise<string> {
  const { PATH, COMMONS_TEST_PROGRAM } = process.env;
  const env = { PATH, COMMONS_TEST_PROGRAM, HOME: scratch, CI: 'true', AWS_EC2_METADATA_DISABLED: 'true' };
  const command = [...args, '--output', join(scratch, output)];
  const { stdout } = await promisify(execFile)(join(root, 'node_modules', '.bin', 'cdk'), command, { cwd, env });
  return stdout;
}

afterAll(() => rmSync(scratch, { recursive: true }));

test('cdk ls names the stacks of all environments, or of the one chosen', async () => {
  const [all, staging] = await Promise.all([cdk('all', 'ls'), cdk('one', 'ls', '-c', 'environment=staging')]);
  expect(all.trim().split('\n')).toEqual(
    expect.arrayContaining(['production-network', 'production-dns', 'staging-network']),
  );
  expect(staging.trim().split('\n')).toEqual(
    ['network', 'dns', 'storage', 'single-sign-on', 'backup', 'observability'].map((noun) => `staging-${noun}`),
  );
});

test('cdk synth writes what is rendered, byte for byte', async () => {
  await cdk('synth', 'synth', '--quiet');
  const rendered = filesBelow(fixtureHome.rendered, /\/aws\/.*\.template\.json$/);
  const different = rendered.filter(
    (file) => readFileSync(file, 'utf8') !== readFileSync(join(scratch, 'synth', basename(file)), 'utf8'),
  );
  expect(rendered.length).toBeGreaterThan(3);
  expect(different).toEqual([]);
});

test('an environment that does not exist is refused by name', async () => {
  await expect(cdk('none', 'synth', '-c', 'environment=stagin')).rejects.toThrow('did you mean staging?');
});

if (exampleEnvironments.length > 0) {
  test('in this repository the CDK command works on the example', async () => {
    const stacks = await cdkIn(root, 'example', 'ls', '-c', `environment=${exampleEnvironments[0]?.name ?? ''}`);
    expect(stacks.trim().split('\n').length).toBeGreaterThan(3);
  });
}
