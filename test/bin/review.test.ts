import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020';
import { GitHome } from '../support/git-home';
import { TemporaryHome } from '../support/temporary-home';

const home = new GitHome();
afterAll(() => home.remove());

const manifest = 'rendered/production/cluster/wiki/data.yaml';
const template = 'rendered/production/aws/production-storage.template.json';
const claim = (name: string) =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: ${name}\n  namespace: wiki\n`;
const bucket = (name: string) =>
  JSON.stringify({ Resources: { Uploads: { Type: 'AWS::S3::Bucket', Properties: { BucketName: name } } } }, null, 1);

beforeAll(() => {
  home.put(manifest, `# Rendered.\n${claim('data')}---\n${claim('cache')}`);
  home.put(template, bucket('uploads'));
  home.begin();
});
afterEach(() => home.restore());

test('nothing that changes is said so, with exit code 0', async () => {
  home.put(manifest, `# Another comment.\n${claim('cache')}---\n${claim('data')}`);
  const { code, stdout, stderr } = await home.commons('review');
  const base = home.git('rev-parse', 'HEAD').slice(0, 10);
  const said = `Nothing that is rendered changes\nFrom where it has left main (${base}) to the working tree\n`;
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: said, stderr: '' });
});

test('a change of the working tree is found in both layers, with exit code 2', async () => {
  home.put(manifest, claim('data'));
  home.put(template, bucket('files'));
  const { code, stdout } = await home.commons('review');
  expect(code).toBe(2);
  expect(stdout).toContain('volume wiki/cache (production) is deleted with what it holds');
  expect(stdout).toContain(`${manifest}:8 (before)`);
  expect(stdout).toContain('bucket uploads (production) is replaced, since BucketName cannot be changed in place');
  expect(stdout).toContain(`${template}:6\n`);
});

test('two commits are compared without a checkout, from where they have gone apart', async () => {
  home.git('checkout', '--quiet', '-b', 'change');
  home.put(template, bucket('files'));
  home.git('commit', '--quiet', '--all', '--message=change');
  home.git('checkout', '--quiet', 'main');
  home.put(manifest, claim('data'));
  home.git('commit', '--quiet', '--all', '--message=later');
  const { code, stdout } = await home.commons('review', '--head', 'change', '--json');
  expect(code).toBe(2);
  const { findings } = JSON.parse(stdout) as { findings: { id: string; subjects: string[] }[] };
  expect(findings.map(({ id, subjects }) => [id, subjects])).toEqual([['replaced-resource', ['bucket uploads']]]);
  home.git('branch', '--quiet', '-D', 'change');
});

test('what is printed as JSON is as its schema says', async () => {
  home.put(manifest, claim('data'));
  const { stdout: schema } = await home.commons('review', 'schema');
  const { code, stdout } = await home.commons('review', '--json');
  const validate = new Ajv2020({ strict: true }).compile(JSON.parse(schema) as object);
  expect(validate(JSON.parse(stdout)) ? [] : validate.errors).toEqual([]);
  expect(code).toBe(2);
});

test('a page has every finding with its lines, and needs nothing else', async () => {
  home.put(manifest, claim('data'));
  const { code } = await home.commons('review', '--html', 'review.html');
  const page = readFileSync(home.path('review.html'), 'utf8');
  rmSync(home.path('review.html'));
  expect(code).toBe(2);
  expect(page).toContain('<b>volume wiki/cache</b> is deleted with what it holds');
  expect(page).toContain('<td class="number">8</td><td class="before"><code>apiVersion: v1</code></td>');
  expect(page).not.toMatch(/src=|href="[^#]|https?:\/\/(?!schemas)/);
});

test('a comment shows names of a tenant as text, and says what does not fit', async () => {
  home.put(manifest, claim('data'));
  home.put(template, bucket('<b>@all</b>'));
  const { stdout } = await home.commons('review', '--markdown');
  expect(stdout).toContain('#### Loses data');
  expect(stdout).not.toContain('<b>');
  expect(stdout).not.toContain('@all');
});

test('a rule is explained, and one that is none has its neighbours named', async () => {
  const { code, stdout } = await home.commons('review', 'explain', 'removed-data');
  expect(code).toBe(0);
  expect(stdout).toContain('DANGEROUS\n  cluster/wiki/data.yaml\n  - apiVersion: v1');
  const unknown = await home.commons('review', 'explain', 'removed-dat');
  expect(unknown.code).toBe(1);
  expect(unknown.stderr).toContain('did you mean removed-data?');
});

test('a commit that does not exist is an error, and never no change', async () => {
  const { code, stdout, stderr } = await home.commons('review', '--base', 'nowhere');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('has no commit nowhere');
  expect(stderr).toContain('name a branch, a tag or a commit, or fetch it first');
});

test('a file that is none, and marks of a merge conflict, are said, with what is known of the rest', async () => {
  home.put(template, '{ "Resources": ');
  home.put(manifest, `<<<<<<< HEAD\n${claim('data')}=======\n${claim('other')}>>>>>>> change\n`);
  home.put('rendered/production/cluster/wiki/list.yaml', '- no object\n');
  const { code, stdout, stderr } = await home.commons('review');
  expect(code).toBe(1);
  expect(stdout).toContain('so this is not all: 3 problems');
  expect(stderr).toContain(`${template}:1:1 is no JSON`);
  expect(stderr).toContain(`${manifest}:1:1 has marks of a merge conflict`);
  expect(stderr).toContain('list.yaml:1:1 is no Kubernetes object');
});

test('a shallow clone says what to do', async () => {
  const clone = new TemporaryHome();
  try {
    home.put(template, bucket('files'));
    home.git('commit', '--quiet', '--all', '--message=second');
    home.git('checkout', '--quiet', '-b', 'other', 'HEAD~1');
    home.put(manifest, claim('data'));
    home.git('commit', '--quiet', '--all', '--message=third');
    rmSync(clone.path('environments'), { recursive: true });
    rmSync(clone.path('tmp'), { recursive: true });
    home.git('clone', '--quiet', '--depth=1', '--no-single-branch', `file://${home.folder}`, clone.folder);
    mkdirSync(clone.path('tmp'));
    const { code, stderr } = await clone.commons('review');
    expect(code).toBe(1);
    expect(stderr).toContain('the clone is shallow: git fetch --unshallow');
  } finally {
    clone.remove();
  }
});

test('a folder that is in no repository is an error', async () => {
  const alone = new TemporaryHome();
  try {
    const { code, stderr } = await alone.commons('review');
    expect(code).toBe(1);
    expect(stderr).toContain('is in no Git repository');
  } finally {
    alone.remove();
  }
});

test('one environment is named, and what is deployed is compared with no commit', async () => {
  home.put(manifest, claim('data'));
  home.put('rendered/staging/cluster/wiki/data.yaml', claim('data'));
  const { stdout } = await home.commons('review', '--environment', 'staging');
  expect(stdout).not.toContain('(production)');
  const unknown = await home.commons('review', '--environment', 'stagin');
  expect({ code: unknown.code, stderr: unknown.stderr }).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('did you mean staging?') as unknown,
  });
  const both = await home.commons('review', '--deployed', '--base', 'main');
  expect(both.code).toBe(1);
  expect(both.stderr).toContain("option '--deployed' cannot be used with option '--base <commit>'");
});
