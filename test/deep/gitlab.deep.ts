import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jobsText, pipelineText } from '../pipelines/image-pipeline';
import { pythonOf } from './support/python';
import { noAccount } from './support/variables';

/** Whether GitLab's published schema for pipelines takes the text, and what it says about it. */
async function checked(text: string): Promise<{ readonly passes: boolean; readonly output: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'commons-gitlab-'));
  const file = join(folder, 'pipeline.yml');
  writeFileSync(file, text);
  try {
    return await new Promise((resolved) => {
      execFile(
        pythonOf('gitlab'),
        ['-m', 'check_jsonschema', '--builtin-schema', 'vendor.gitlab-ci', '--data-transform', 'gitlab-ci', file],
        { cwd: folder, env: { ...noAccount, HOME: folder }, encoding: 'utf8' },
        (error, stdout, stderr) => resolved({ passes: error === null, output: stdout + stderr }),
      );
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [head = ''] = pipelineText;
const jobs = jobsText({ image: 'quay.io/commons/site', 'build-arguments': '--build-arg VERSION=2' });

test.each([
  ['what it can be told', head],
  ['its jobs', jobs],
])('GitLab takes the form of the image pipeline: %s', async (_, text) => {
  expect(await checked(text)).toMatchObject({ passes: true });
});

test.each([
  ['an input of a type that there is not', head.replace('      default: stable', '      type: word')],
  ['a job without a script', jobs.replace(/^ {2}script:/m, '  scripts:')],
  ['a token for nobody', jobs.replace('aud: sigstore', 'audience: sigstore')],
])('and would not take %s', async (_, text) => {
  expect([head, jobs]).not.toContain(text);
  expect((await checked(text)).passes).toBe(false);
});
