import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Forge } from '../../lib/operations/home/forge';
import { pipelineFile } from '../../lib/operations/home/pipelines/pipeline-file';
import { loadFixture } from '../support/fixture-home';
import { jobsText, pipelineText } from '../pipelines/image-pipeline';
import { pythonOf } from './support/python';
import { noAccount } from './support/variables';

const schemas = {
  gitlab: ['vendor.gitlab-ci', '--data-transform', 'gitlab-ci'],
  actions: ['vendor.github-workflows'],
} as const;

/** Whether the published schema for pipelines of GitLab, or of GitHub's kind, takes the text, and what it says about it. */
async function checked(
  text: string,
  schema: keyof typeof schemas = 'gitlab',
): Promise<{ readonly passes: boolean; readonly output: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'commons-gitlab-'));
  const file = join(folder, 'pipeline.yml');
  writeFileSync(file, text);
  try {
    return await new Promise((resolved) => {
      execFile(
        pythonOf('gitlab'),
        ['-m', 'check_jsonschema', '--builtin-schema', ...schemas[schema], file],
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

/** The pipeline of a home with an environment that pipelines deploy. */
const homePipeline = (forge: Forge): string => pipelineFile(forge, [loadFixture('production').environment]);

test.each([
  ['gitlab', 'gitlab'],
  ['github', 'actions'],
  ['forgejo', 'actions'],
] as const)('the pipeline of a home is one that %s takes', async (forge, schema) => {
  expect(await checked(homePipeline(forge), schema)).toMatchObject({ passes: true });
  expect((await checked(homePipeline(forge).replace(/ {2}script:|runs-on/, 'x-$&'), schema)).passes).toBe(false);
});

test.each([
  ['.gitlab-ci.yml', 'gitlab'],
  ['.github/workflows/check.yaml', 'actions'],
] as const)('the pipeline of this project is one that the forge takes: %s', async (file, schema) => {
  const text = readFileSync(resolve(__dirname, '../..', file), 'utf8');
  expect(await checked(text, schema)).toMatchObject({ passes: true });
});

test.each([
  ['an input of a type that there is not', head.replace('      default: stable', '      type: word')],
  ['a job without a script', jobs.replace(/^ {2}script:/m, '  scripts:')],
  ['a token for nobody', jobs.replace('aud: sigstore', 'audience: sigstore')],
])('and would not take %s', async (_, text) => {
  expect([head, jobs]).not.toContain(text);
  expect((await checked(text)).passes).toBe(false);
});
