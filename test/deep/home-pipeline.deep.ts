import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { reviewMarker } from '../../lib/operations/forge/review-comment';
import { actionsWorkflow } from '../../lib/operations/home/pipelines/actions-workflow';
import { gitlabPipeline } from '../../lib/operations/home/pipelines/gitlab-pipeline';
import { GitLabStandIn } from '../support/forges/gitlab-stand-in';
import type { StandInDiscussion } from '../support/forges/gitlab-state';
import { mergeRequestBy, robot, stateWith } from '../support/forges/stand-in-states';
import { TemporaryHome } from '../support/temporary-home';
import { runHomeJob, type HomeJobProps } from './pipelines/home-job';

// The form of the file is checked against GitLab's published schema by test/deep/gitlab.deep.ts; here its scripts run.

const home = new TemporaryHome({ production: {} });
const tools = mkdtempSync(join(tmpdir(), 'commons-job-'));
const discussions: StandInDiscussion[] = [];
const standIn = new GitLabStandIn(stateWith(mergeRequestBy({ discussions })));

/** Tells the stand-in what was pushed last, and what GitLab's diff shows of it. */
function pushed(head = git('rev-parse', 'HEAD'), diff?: Readonly<Record<string, readonly string[]>>): void {
  const base = git('rev-parse', 'main');
  const version = { id: 1, head_commit_sha: head, base_commit_sha: base, start_commit_sha: base, created_at: '' };
  standIn.state = stateWith(mergeRequestBy({ discussions, versions: [version], ...(diff !== undefined && { diff }) }));
}
let api = '';

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@commons.example', '-c', 'commit.gpgsign=false'];
  const { status, stdout, stderr } = spawnSync('git', [...identity, ...args], { cwd: home.folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

const run = (
  job: string,
  variables: Readonly<Record<string, string>> = {},
  process: HomeJobProps['process'] = 'hosted',
) => {
  const pipeline = gitlabPipeline([]);
  return runHomeJob({ pipeline, job, home: home.folder, tools, variables: { ...gitlab(), ...variables }, process });
};

/** Variables that GitLab gives to the job of a merge request. */
const gitlab = () => ({
  GITLAB_CI: 'true',
  CI_API_V4_URL: api,
  CI_PROJECT_ID: '7',
  CI_MERGE_REQUEST_IID: '12',
  CI_MERGE_REQUEST_DIFF_BASE_SHA: git('rev-parse', 'main'),
});

const claim = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: data\n  namespace: wiki\n';
const volume = 'rendered/production/cluster/wiki/data.yaml';

beforeAll(async () => {
  api = await standIn.start();
  writeFileSync(home.path('.gitignore'), 'tmp/\n*.xml\nreview.html\ncode-quality.json\n');
  const rendered = await home.commons('render');
  expect(rendered).toMatchObject({ code: 0 });
  mkdirSync(dirname(home.path(volume)), { recursive: true });
  writeFileSync(home.path(volume), claim);
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '--message=first');
  git('checkout', '--quiet', '-b', 'change');
  git('rm', '--quiet', volume);
});
afterAll(async () => {
  await standIn.stop();
  home.remove();
  rmSync(tools, { recursive: true });
});

test('what is committed is proved fresh and right, with a report of both', async () => {
  git('commit', '--quiet', '--message=the volume goes');
  const { code, output, calls } = await run('check');
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(calls).toEqual(['npm ci']);
  expect(readFileSync(home.path('environments.xml'), 'utf8')).toContain('name="production"/>');
  const rules = readFileSync(home.path('rules.xml'), 'utf8');
  expect(rules.match(/<testcase /g)?.length).toBeGreaterThan(50);
  expect(rules).toContain('failures="0"');
});

test('a file that is no longer what the environments render to stops it', async () => {
  git('mv', 'rendered/production/waiting.yaml', 'rendered/production/other.yaml');
  git('commit', '--quiet', '--message=by hand');
  expect(await run('check')).toMatchObject({ code: 1 });
  git('reset', '--quiet', '--hard', 'HEAD~1');
});

test('an environment with a problem stops it, and the report has the problem', async () => {
  const file = home.path('environments/production/environment.yaml');
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, before.replace(/^account: .*/m, 'account: "12"'));
  expect(await run('check', {}, 'own')).toMatchObject({ code: 1 });
  writeFileSync(file, before);
  expect(readFileSync(home.path('environments.xml'), 'utf8')).toContain('is not an AWS account number');
});

test('the review is a comment, a discussion, a page and a Code Quality report, and a warning for GitLab', async () => {
  const removed = claim.split('\n').slice(0, -1);
  pushed(undefined, { [volume]: removed.map((_, index) => `${index + 1}:`) });
  const { code, output } = await run('review', { REVIEW_TOKEN: 'robot-token' });
  expect({ code, output }).toMatchObject({ code: 2 });
  expect(output).toContain('comment: written');
  expect(output).toContain('discussions: 1 begun');
  expect(output).not.toContain('robot-token');
  const bodies = discussions.flatMap(({ notes }) => notes).filter(({ author }) => author.id === robot.id);
  expect(bodies.map(({ body }) => body.split('\n')[0])).toContain(reviewMarker);
  expect(bodies.map(({ body }) => body).join('\n')).toContain('volume wiki/data');
  expect(bodies[0]?.body).toContain('Each finding is a discussion at its lines too.');
  expect(bodies.map(({ position }) => position)).toEqual([
    undefined,
    expect.objectContaining({ old_path: volume, new_path: volume, old_line: 1, position_type: 'text' }),
  ]);
  expect(readFileSync(home.path('review.html'), 'utf8')).toContain('volume wiki/data');
  expect(JSON.parse(readFileSync(home.path('code-quality.json'), 'utf8'))).toMatchObject([
    { check_name: 'removed-data', severity: 'blocker', location: { path: volume } },
  ]);
  const again = await run('review', { REVIEW_TOKEN: 'robot-token' });
  expect(again.output).toContain('comment: unchanged\ndiscussions: unchanged');
});

test('a finding that is gone with the next push resolves its discussion, and an older job writes nothing', async () => {
  git('checkout', '--quiet', 'main', '--', volume);
  git('commit', '--quiet', '--message=the volume stays');
  const newer = git('rev-parse', 'HEAD');
  pushed(newer);
  const { code, output } = await run('review', { REVIEW_TOKEN: 'robot-token' });
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(output).toContain('comment: updated\ndiscussions: 1 resolved');
  git('reset', '--quiet', '--hard', 'HEAD~1');
  const before = JSON.stringify(discussions);
  const older = await run('review', { REVIEW_TOKEN: 'robot-token' });
  expect(older.output).toContain(`left to the job of a newer push, ${newer.slice(0, 10)}`);
  expect(older.code).toBe(2);
  expect(JSON.stringify(discussions)).toBe(before);
});

test('what GitLab refuses is an error, and never a green job', async () => {
  pushed();
  const tokens = { 'robot-token': { ...robot, isReporter: true } };
  standIn.state = { ...standIn.state, tokens };
  const { code, output } = await run('review', { REVIEW_TOKEN: 'robot-token' });
  expect(code).toBe(1);
  expect(output).toContain('comment: updated');
  expect(output).toContain('scope api, role Developer');
  pushed();
  expect((await run('review', { REVIEW_TOKEN: 'robot-token' })).output).toContain('discussions: 1 opened again');
});

test('without a token the page is there all the same, and it is said', async () => {
  const before = standIn.requests.length;
  const { code, output } = await run('review', { REVIEW_TOKEN: '' });
  expect(code).toBe(2);
  expect(output).toContain('No REVIEW_TOKEN');
  expect(standIn.requests).toHaveLength(before);
});

test('a token that GitLab does not take is an error, and never a green job', async () => {
  const { code, output } = await run('review', { REVIEW_TOKEN: 'expired' });
  expect(code).toBe(1);
  expect(output).toContain('the token is wrong or has expired');
});

test('on GitHub it is the summary of the job too, and exit code 2 is no failure', async () => {
  const { jobs } = parse(actionsWorkflow('ubuntu-latest')) as {
    jobs: { review: { steps: { shell?: string; run: string }[] } };
  };
  const script = jobs.review.steps.find(({ shell }) => shell === 'bash')?.run ?? '';
  git('update-ref', 'refs/remotes/origin/main', 'main');
  const summary = join(tools, 'summary');
  const variables = {
    GITHUB_ACTIONS: 'true',
    GITHUB_BASE_REF: 'main',
    GITHUB_STEP_SUMMARY: summary,
    FROM_FORK: 'true',
  };
  const pipeline = JSON.stringify({ review: { script: [script] } });
  const ran = await runHomeJob({ pipeline, job: 'review', home: home.folder, tools, variables });
  expect(ran).toMatchObject({ code: 0 });
  expect(readFileSync(summary, 'utf8')).toContain('#### Loses data');
  const missing = { ...variables, FROM_FORK: 'false', GITHUB_REPOSITORY: 'a/b', GITHUB_API_URL: api };
  const refused = await runHomeJob({ pipeline, job: 'review', home: home.folder, tools, variables: missing });
  expect(refused.code).toBe(1);
  expect(refused.output).toContain('$GITHUB_TOKEN:1:1 is not set');
});
