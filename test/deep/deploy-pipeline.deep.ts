import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gitlabPipeline } from '../../lib/operations/home/pipelines/gitlab-pipeline';
import { load, minimalEnvironment } from '../support/environment-folder';
import { GitLabStandIn } from '../support/forges/gitlab-stand-in';
import type { StandInDeployment, StandInMergeRequest, StandInState } from '../support/forges/gitlab-state';
import { ada, ben, mergeRequestBy, noteBy, robot, stateWith } from '../support/forges/stand-in-states';
import { TemporaryHome } from '../support/temporary-home';
import { runHomeJob } from './pipelines/home-job';

const cem = { id: 3, username: 'cem', name: 'Cem' };
const tools = mkdtempSync(join(tmpdir(), 'commons-deploy-'));
const standIn = new GitLabStandIn(stateWith(mergeRequestBy()), 'infrastructure/platform');
const home = new TemporaryHome();
const issuer = 'https://gitlab.commons.example';
const api = `${issuer}/api/v4`;
let pipeline = '';
let first = '';
let address = '';

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@commons.example', '-c', 'commit.gpgsign=false'];
  const { status, stdout, stderr } = spawnSync('git', [...identity, ...args], { cwd: home.folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

const volume = 'rendered/production/cluster/wiki/data.yaml';
const note = 'rendered/production/cluster/wiki/note.yaml';
const claim = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: data\n  namespace: wiki\n';
const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: note\n  namespace: wiki\n';

function write(file: string, text: string): void {
  mkdirSync(dirname(home.path(file)), { recursive: true });
  writeFileSync(home.path(file), text);
}

beforeAll(async () => {
  address = await standIn.start();
  const environment = `${minimalEnvironment}access:
  ci:
    issuer: ${issuer}
    project: infrastructure/platform
    branches: [main]
    approvals: { by: [ada, ben] }
`;
  home.write('production', { 'environment.yaml': environment });
  pipeline = gitlabPipeline([load({ 'environment.yaml': environment }, 'production').environment]);
  expect(await home.commons('render')).toMatchObject({ code: 0 });
  write(volume, claim);
  write('.gitignore', 'tmp/\ncdk.out/\nchange-sets/\n');
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '--message=first');
  first = git('rev-parse', 'HEAD');
});
afterAll(async () => {
  await standIn.stop();
  home.remove();
  rmSync(tools, { recursive: true });
});
afterEach(() => {
  git('checkout', '--quiet', '--force', 'main');
  git('reset', '--quiet', '--hard', first);
});

const deployment = (sha: string, others: Partial<StandInDeployment> = {}): StandInDeployment => ({
  id: 1,
  environment: 'production',
  status: 'success',
  sha,
  ref: 'main',
  deployable: { name: 'deploy production', ref: 'main', tag: false, status: 'success' },
  ...others,
});

/** Proposes a change as Ada, and merges it into main with a commit of its own. */
function merge(change: () => void): Partial<StandInMergeRequest> {
  git('checkout', '--quiet', '-B', 'change');
  change();
  git('add', '--all');
  git('commit', '--quiet', '--message=change');
  const sha = git('rev-parse', 'HEAD');
  git('checkout', '--quiet', 'main');
  git('merge', '--quiet', '--no-ff', '--message=merge', 'change');
  const person = { author_name: 'Ada', author_email: 'a@x', committer_name: 'Ada', committer_email: 'a@x' };
  const version = { id: 1, base_commit_sha: first, start_commit_sha: first, created_at: '2026-01-01T10:00:00.000Z' };
  return {
    state: 'merged',
    sha,
    merge_commit_sha: git('rev-parse', 'HEAD'),
    commits: [{ id: sha, ...person }],
    versions: [{ ...version, head_commit_sha: sha }],
  };
}

const approval = { user: ben, approved_at: '2026-01-01T11:00:00.000Z' };

/** Runs a job for what main is now, as Cem starts it. */
function run(job: string, mergeRequest: Partial<StandInMergeRequest>, others: Partial<StandInState> = {}) {
  standIn.state = stateWith(mergeRequestBy(mergeRequest), {
    users: [ada, ben, cem, robot],
    deployments: [deployment(first)],
    job: { user: cem, ref: 'main', tag: false, commit: { id: git('rev-parse', 'HEAD') } },
    ...others,
  });
  const variables = {
    CI_API_V4_URL: api,
    CI_JOB_TOKEN: 'job-token',
    APPROVALS_TOKEN: 'robot-token',
    CI_COMMIT_SHA: git('rev-parse', 'HEAD'),
    CI_JOB_ID: '77',
    AWS_TOKEN: 'very-secret',
    AWS_WEB_IDENTITY_TOKEN_FILE: join(tools, 'aws-token'),
  };
  rmSync(join(tools, 'aws-token'), { force: true });
  const changed = ['production-network', 'production-dns'];
  // IAM believes no issuer at a port of its own, so what goes to the usual one is led to the stand-in.
  const led = { from: api, to: address };
  return runHomeJob({ pipeline, job, home: home.folder, tools, variables, changed, led });
}

const removal = () => rmSync(home.path(volume));

test('what somebody else has approved is prepared: the committed templates, as change sets of this commit', async () => {
  const { code, output, calls } = await run('prepare production', { ...merge(removal), approved_by: [approval] });
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(output).toMatch(/: approved by ben\n/);
  expect(output).toMatch(/production: \d+ templates are those of [0-9a-f]{10}\n/);
  expect(output).not.toContain('very-secret');
  const sets = `commons-${git('rev-parse', 'HEAD')}`;
  expect(calls).toEqual([
    'npm ci',
    'commons rights check production',
    `cdk deploy --app cdk.out/production --exclusively --require-approval never --progress events --change-set-name ${sets} --method prepare-change-set --all`,
    `commons deploy change-sets production cdk.out/production --name ${sets} --list change-sets/production`,
  ]);
  expect(existsSync(home.path('cdk.out/production/manifest.json'))).toBe(true);
  expect(readFileSync(join(tools, 'aws-token'), 'utf8')).toBe('very-secret');
});

test('then the change sets that have something to do are executed, in order', async () => {
  const merged = { ...merge(removal), approved_by: [approval] };
  await run('prepare production', merged);
  const { code, calls } = await run('deploy production', merged);
  expect(code).toBe(0);
  expect(calls.slice(2).map((call) => call.split(' ').slice(-3).join(' '))).toEqual([
    '--method execute-change-set production-network',
    '--method execute-change-set production-dns',
  ]);
});

test.each(['prepare production', 'deploy production'])(
  'without an approval, %s ends before AWS is asked',
  async (job) => {
    const { code, output, calls } = await run(job, merge(removal));
    expect(code).toBe(1);
    expect(output).toContain('loses-data: volume wiki/data is deleted with what it holds');
    expect(output).toContain('nobody has approved it: one of ada, ben may');
    expect(calls).toEqual(['npm ci']);
    expect(existsSync(join(tools, 'aws-token'))).toBe(false);
  },
);

test('a harmless change needs no approval', async () => {
  const { code, output } = await run(
    'prepare production',
    merge(() => write(note, map)),
  );
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(output).toContain(': nothing to approve\n');
});

test('a change of the pipeline or of who approves is never harmless', async () => {
  const added = await run(
    'prepare production',
    merge(() => write('.gitlab-ci.yml', 'include: []\n')),
  );
  expect(added).toMatchObject({ code: 1 });
  expect(added.output).toContain('changes .gitlab-ci.yml');
  git('reset', '--quiet', '--hard', first);
  const environment = 'environments/production/environment.yaml';
  const text = readFileSync(home.path(environment), 'utf8');
  const own = merge(() => write(environment, text.replace('by: [ada, ben]', 'by: [ada, ben, mallory]')));
  const mallory = { id: 5, username: 'mallory', name: 'Mallory' };
  const ran = await run(
    'prepare production',
    { ...own, approved_by: [{ ...approval, user: mallory }] },
    { users: [ada, ben, cem, mallory, robot] },
  );
  expect(ran).toMatchObject({ code: 1 });
  expect(ran.output).toContain('changes who approves');
  expect(ran.output).toContain('the approval of mallory does not count: the environment does not name them');
});

test('a dangerous commit that was pushed to the branch is refused, also behind a merge request that is approved', async () => {
  removal();
  git('commit', '--quiet', '--all', '--message=pushed');
  const merged = merge(() => write(note, map));
  const { code, output } = await run('prepare production', { ...merged, approved_by: [approval] });
  expect(code).toBe(1);
  expect(output).toContain('it was pushed without a merge request');
});

test('a change that nobody approved and that was taken back holds nothing up, and a part of it does', async () => {
  removal();
  write(note, map);
  git('add', '--all');
  git('commit', '--quiet', '--message=pushed');
  git('revert', '--no-edit', 'HEAD');
  const merged = merge(() => write('rendered/production/cluster/wiki/other.yaml', map.replace('note', 'other')));
  const taken = await run('prepare production', merged);
  expect({ code: taken.code, output: taken.output }).toMatchObject({ code: 0 });
  expect(taken.output).toContain('was not approved, and was taken back');
  git('reset', '--quiet', '--hard', first);
  removal();
  write(note, map);
  git('add', '--all');
  git('commit', '--quiet', '--message=pushed');
  rmSync(home.path(note));
  git('commit', '--quiet', '--all', '--message=half of it');
  expect(await run('prepare production', {})).toMatchObject({ code: 1 });
});

test('a merge that makes something else of the files is refused', async () => {
  const merged = merge(() => write(note, map));
  removal();
  git('add', '--all');
  git('commit', '--quiet', '--amend', '--no-edit');
  const amended = { ...merged, merge_commit_sha: git('rev-parse', 'HEAD'), approved_by: [approval] };
  const { code, output } = await run('prepare production', amended);
  expect(code).toBe(1);
  expect(output).toContain('the merge made something else of it than its head');
});

test.each([
  ['by the API', { deployable: null }],
  [
    'by a job of another branch',
    { deployable: { name: 'deploy production', ref: 'change', tag: false, status: 'success' } },
  ],
  [
    'by a tag with the name of the branch',
    { deployable: { name: 'deploy production', ref: 'main', tag: true, status: 'success' } },
  ],
  ['by another job', { deployable: { name: 'prepare production', ref: 'main', tag: false, status: 'success' } }],
] satisfies readonly (readonly [string, Partial<StandInDeployment>])[])(
  'a deployment that somebody notes %s hides no change',
  async (_, noted) => {
    const merged = merge(removal);
    const deployments = [deployment(first), deployment(git('rev-parse', 'HEAD'), { id: 2, ...noted })];
    expect(await run('prepare production', merged, { deployments })).toMatchObject({ code: 1 });
  },
);

test('an older GitLab, which tells the time of an approval in its notes alone, is enough', async () => {
  const told = (at: string) => [
    { id: 'n', notes: [noteBy(ben, 1, 'approved this merge request', { system: true, created_at: at })] },
  ];
  const merged = { ...merge(removal), approved_by: [{ user: ben }] };
  const late = await run('prepare production', { ...merged, discussions: told('2026-01-01T11:00:00.000Z') });
  expect(late).toMatchObject({ code: 0 });
  const early = await run('prepare production', { ...merged, discussions: told('2026-01-01T09:00:00.000Z') });
  expect(early.output).toContain('it was given before the last push');
});

test('the first deploy asks for an approval of what was merged last', async () => {
  const merged = merge(() => write(note, map));
  const refused = await run('prepare production', merged, { deployments: [] });
  expect(refused.output).toContain('is the first deploy');
  expect(refused.code).toBe(1);
  expect(await run('prepare production', { ...merged, approved_by: [approval] }, { deployments: [] })).toMatchObject({
    code: 0,
  });
});

test('an older commit than the deployed one is not deployed: that is a change nobody has reviewed', async () => {
  const merged = merge(removal);
  const deployed = git('rev-parse', 'HEAD');
  git('reset', '--quiet', '--hard', first);
  const { code, output } = await run('prepare production', merged, { deployments: [deployment(deployed)] });
  expect(code).toBe(1);
  expect(output).toContain('go back by a merge request that reverts');
});

test('the job of another branch, and one of another GitLab, decide nothing', async () => {
  const merged = { ...merge(removal), approved_by: [approval] };
  const job = { user: cem, ref: 'change', tag: false, commit: { id: git('rev-parse', 'HEAD') } };
  expect((await run('prepare production', merged, { job })).output).toContain('run it on one of main');
  const other = await home.runHosted('commons', ['deploy', 'approvals', 'production'], {
    CI_API_V4_URL: 'https://gitlab.elsewhere.example/api/v4',
    CI_JOB_TOKEN: 'job-token',
    APPROVALS_TOKEN: 'robot-token',
  });
  expect(other.code).toBe(1);
  expect(other.stderr).toContain('deploy by the GitLab that the environment names');
});

test('GitLab’s refusal ends the job', async () => {
  const merged = { ...merge(removal), approved_by: [approval] };
  standIn.failNext({ status: 403 });
  const { code, output } = await run('prepare production', merged);
  expect(code).toBe(1);
  expect(output).toContain('is answered with 403');
});

test('templates that are not the committed ones are named, and there is no assembly', async () => {
  const template = 'rendered/production/aws/production-network.template.json';
  const text = readFileSync(home.path(template), 'utf8');
  write(template, text.replace('10.0.0.0/16', '10.1.0.0/16'));
  git('commit', '--quiet', '--all', '--message=by hand');
  const { code, stderr } = await home.commons('deploy', 'assembly', 'production', 'cdk.out/other');
  expect(code).toBe(1);
  expect(stderr).toContain(`${template}:1:1 differs from what is committed at Resources.`);
  expect(existsSync(home.path('cdk.out/other'))).toBe(false);
});
