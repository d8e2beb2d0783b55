import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { GitHome } from '../support/git-home';

/** What a review says of files that are not as they should be, and of versions that are not what one thinks. */

const home = new GitHome();
const manifest = 'rendered/production/cluster/wiki/data.yaml';
const template = 'rendered/production/aws/production-storage.template.json';
const zone = 'rendered/production/dns/commons.example.zone';
const claim = (name: string, more = '') =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: ${name}\n  namespace: wiki\n${more}`;
const bucket = (name: string) =>
  JSON.stringify({ Resources: { Uploads: { Type: 'AWS::S3::Bucket', Properties: { BucketName: name } } } }, null, 1);

beforeAll(() => {
  home.put(manifest, `${claim('data')}---\n${claim('cache')}`);
  home.put(template, bucket('uploads'));
  home.put(zone, 'www 300 IN A 192.0.2.1\n');
  home.begin();
});
afterEach(() => home.restore());
afterAll(() => home.remove());

/** What a review comes to: its exit code, and what it printed. */
const review = (...args: readonly string[]) => home.commons('review', ...args);

const nothing = /^Nothing that is rendered changes\n/;

describe('the same in another way of writing', () => {
  test.each([
    [
      'ends of lines of Windows',
      `# A comment.\r\n${claim('data')}---\r\n${claim('cache')}`.replaceAll(/\r?\n/g, '\r\n'),
    ],
    ['a mark of the byte order', `\ufeff${claim('data')}---\n${claim('cache')}`],
    ['a comment behind the separator', `--- # first\n${claim('data')}--- # second\n${claim('cache')}`],
    ['an anchor', `${claim('data')}---\n${claim('cache').replace('name: cache', 'name: &name cache')}`],
  ])('%s is no change', async (_, text) => {
    home.put(manifest, text);
    const { code, stdout } = await review();
    expect(stdout).toMatch(nothing);
    expect(code).toBe(0);
  });

  test('a template with ends of lines of Windows and a mark of the byte order is no change', async () => {
    home.put(template, `\ufeff${bucket('uploads').replaceAll('\n', '\r\n')}`);
    expect((await review()).stdout).toMatch(nothing);
  });

  test('a file with a name that differs in case alone is no change', async () => {
    renameSync(home.path(manifest), home.path(manifest.replace('data.yaml', 'Data.yaml')));
    expect((await review()).stdout).toMatch(nothing);
  });

  test.each(['yml', 'json'])('a manifest with the ending %s is read, as Argo CD does', async (ending) => {
    rmSync(home.path(manifest));
    const text =
      ending === 'json'
        ? JSON.stringify({
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            metadata: { name: 'data', namespace: 'wiki' },
          })
        : claim('data');
    home.put(manifest.replace('yaml', ending), text);
    const { stdout } = await review();
    expect(stdout).toContain('volume wiki/cache (production) is deleted');
    expect(stdout).not.toContain('wiki/data (');
  });
});

test('merge keys mean what they name', async () => {
  const merged = claim('cache').replace(
    'metadata:',
    'metadata:\n  <<: { labels: &labels { a: b } }\n  annotations: *labels',
  );
  home.put(manifest, `${claim('data')}---\n${merged}`);
  const { code, stdout } = await review('--json');
  expect(JSON.parse(stdout)).toMatchObject({ unread: [], routine: [{ kind: '/PersistentVolumeClaim', changed: 1 }] });
  expect(code).toBe(0);
});

describe('what cannot be read is said, with exit code 1, and is no change that was seen', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x, x]',
    ...Array.from(
      'bcdefgh',
      (name, index) => `${name}: &${name} [${Array.from({ length: 10 }, () => `*${'abcdefg'[index]}`).join(', ')}]`,
    ),
  ].join('\n');
  const cases: readonly (readonly [string, string, string | Buffer, string])[] = [
    ['a binary manifest', manifest, Buffer.from([0x00, 0xff, 0x41]), 'is no text'],
    ['bytes that are no UTF-8', zone, Buffer.from([0x77, 0xc3, 0x28]), 'is no text'],
    ['a key that is there twice', manifest, claim('data', 'kind: Pod\n'), 'is no YAML: duplicated mapping key'],
    ['a manifest that is none', manifest, 'just text\n', 'is no Kubernetes object'],
    ['aliases without end', manifest, claim('data', `${bomb}\n`), 'expands to too much'],
    ['a template that is none', template, '{"Resources": []}', 'is no CloudFormation template'],
    ['half a template', template, bucket('uploads').slice(0, 40), 'is no JSON'],
    [
      'a conflict in a zone file',
      zone,
      `<<<<<<< HEAD\nwww 300 IN A 192.0.2.1\n=======\nwww 300 IN A 192.0.2.2\n>>>>>>> change\n`,
      'has marks of a merge conflict',
    ],
    ['a huge file', zone, Buffer.alloc(65 * 1024 ** 2, 'www 300 IN A 192.0.2.1\n'), 'has more than 64 MiB'],
  ];
  test.each(cases)('%s', async (_, file, content, reason) => {
    home.put(file, content);
    const { code, stdout, stderr } = await review();
    expect(stderr).toContain(`${file}:1:1 ${reason}`);
    expect(stdout).not.toMatch(/is deleted|routine/i);
    expect(stdout).toContain('Not everything could be compared, so this is not all: 1 problem\n');
    expect(code).toBe(1);
    home.commitAll('committed');
    const committed = await review('--base', 'first', '--head', 'HEAD');
    expect(committed.stderr).toContain(`${file}:1:1 ${reason}`);
    expect(committed.code).toBe(1);
  });

  test('a symbolic link, to a file, to a folder, and to an environment', async () => {
    rmSync(home.path(manifest));
    symlinkSync('/etc/passwd', home.path(manifest));
    symlinkSync('wiki', home.path('rendered/production/cluster/pad'));
    symlinkSync('production', home.path('rendered/staging'));
    const said = [`${manifest}:1:1`, 'rendered/production/cluster/pad:1:1', 'rendered/staging/.:1:1'];
    const { code, stderr } = await review();
    for (const file of said) expect(stderr).toContain(`${file} is a symbolic link, which is not followed`);
    expect(code).toBe(1);
    home.commitAll('linked');
    const committed = await review('--base', 'first', '--head', 'HEAD');
    for (const file of said) expect(committed.stderr).toContain(`${file} is a symbolic link, which is not followed`);
  });

  test('a link in place of the folder of everything', async () => {
    renameSync(home.path('rendered'), home.path('elsewhere'));
    symlinkSync('elsewhere', home.path('rendered'));
    const { code, stdout, stderr } = await review();
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('rendered:1:1 is no folder, but a link or a file');
    home.commitAll('linked');
    const committed = await review('--base', 'first', '--head', 'HEAD');
    expect({ code: committed.code, stdout: committed.stdout }).toEqual({ code: 1, stdout: '' });
    expect(committed.stderr).toContain('is no folder in commit');
    rmSync(home.path('rendered'));
    rmSync(home.path('elsewhere'), { recursive: true });
  });

  test('a repository in the repository', async () => {
    const place = 'rendered/production/cluster/inner';
    mkdirSync(home.path(place), { recursive: true });
    home.git('init', '--quiet', place);
    home.put(`${place}/a.yaml`, claim('inner'));
    home.git('-C', place, 'add', '.');
    home.git('-C', place, 'commit', '--quiet', '--message=inner');
    const { code, stderr } = await review();
    expect(stderr).toContain(`${place}:1:1 is a Git repository of its own`);
    expect(code).toBe(1);
    home.git('add', place);
    home.git('commit', '--quiet', '--message=submodule');
    const committed = await review('--base', 'first', '--head', 'HEAD');
    expect(committed.stderr).toContain(`${place}:1:1 is a Git repository of its own`);
    expect(committed.code).toBe(1);
  });

  test('a conflict that leaves no marks, since one side has deleted the file', async () => {
    home.git('checkout', '--quiet', '-b', 'change');
    home.put(manifest, claim('data'));
    home.commitAll('change');
    home.git('checkout', '--quiet', 'main');
    rmSync(home.path(manifest));
    home.commitAll('delete');
    expect(() => home.git('merge', '--quiet', 'change')).toThrow('git merge');
    const { code, stderr } = await review('--base', 'first');
    expect(stderr).toContain(`${manifest}:1:1 is in a merge conflict that nobody has solved`);
    expect(code).toBe(1);
    home.git('merge', '--abort');
    home.git('reset', '--quiet', '--hard', 'first');
    home.git('branch', '--quiet', '-D', 'change');
  });

  test('a working tree with parts left out', async () => {
    home.git('sparse-checkout', 'set', 'environments');
    const { code, stdout, stderr } = await review();
    home.git('sparse-checkout', 'disable');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('is checked out in parts');
  });

  test('a clone without all files', async () => {
    const clone = new GitHome();
    try {
      for (const folder of ['environments', 'tmp']) rmSync(clone.path(folder), { recursive: true });
      home.git('config', 'uploadpack.allowFilter', 'true');
      clone.git('clone', '--quiet', '--no-checkout', '--filter=blob:none', `file://${home.folder}`, '.');
      mkdirSync(clone.path('tmp'));
      const { code, stdout, stderr } = await clone.commons('review', '--base', 'HEAD', '--head', 'HEAD');
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain('the clone does not have all files');
    } finally {
      clone.remove();
    }
  });

  test('a repository without a commit', async () => {
    const empty = new GitHome();
    try {
      empty.git('init', '--quiet');
      const { code, stderr } = await empty.commons('review');
      expect(code).toBe(1);
      expect(stderr).toContain('has no commit HEAD');
    } finally {
      empty.remove();
    }
  });

  test('a home in which nothing is rendered', async () => {
    rmSync(home.path('rendered'), { recursive: true });
    home.commitAll('removed');
    const { code, stdout, stderr } = await review('--base', 'HEAD');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('has no rendered files in either version');
  });
});

describe('which version is which', () => {
  test('one and the same commit is named as both', async () => {
    const { code, stdout } = await review('--base', 'HEAD', '--head', 'main');
    const commit = home.git('rev-parse', 'HEAD').slice(0, 10);
    expect(stdout).toBe(`Nothing that is rendered changes\nFrom HEAD (${commit}) to main (${commit})\n`);
    expect(code).toBe(0);
  });

  test('a file that Git does not know yet is part of the working tree, and one that is only staged too', async () => {
    home.put('rendered/production/cluster/wiki/new.yaml', claim('unknown'));
    home.put('rendered/production/cluster/wiki/staged.yaml', claim('staged'));
    home.git('add', 'rendered/production/cluster/wiki/staged.yaml');
    const { stdout } = await review('--json');
    expect(JSON.parse(stdout)).toMatchObject({ routine: [{ kind: '/PersistentVolumeClaim', added: 2 }] });
  });

  test('a head without a branch, and a further working tree', async () => {
    home.put(manifest, claim('data'));
    home.commitAll('change');
    home.git('checkout', '--quiet', '--detach', 'HEAD');
    home.git('branch', '--quiet', '--force', 'main', 'first');
    expect((await review()).stdout).toContain('volume wiki/cache (production) is deleted');
    const further = new GitHome();
    try {
      for (const folder of ['environments', 'tmp']) rmSync(further.path(folder), { recursive: true });
      home.git('worktree', 'add', '--quiet', '--force', further.folder, 'HEAD');
      mkdirSync(further.path('tmp'));
      expect((await further.commons('review')).stdout).toContain('volume wiki/cache (production) is deleted');
    } finally {
      further.remove();
      home.git('worktree', 'prune');
    }
  });

  test('a home below the root, reached by a link', async () => {
    const linked = new GitHome();
    try {
      linked.put('homes/one/rendered/production/cluster/a.yaml', claim('a'));
      linked.begin();
      rmSync(linked.path('homes/one/rendered/production/cluster/a.yaml'));
      symlinkSync(linked.path('homes'), linked.path('link'));
      const { stdout } = await linked.commons('review', '--home', linked.path('link/one'));
      expect(stdout).toContain('volume wiki/a (production) is deleted');
      expect(stdout).toContain('homes/one/rendered/production/cluster/a.yaml:1 (before)');
    } finally {
      linked.remove();
    }
  });

  test('an environment that is gone is said with all it had', async () => {
    rmSync(home.path('rendered/production'), { recursive: true });
    const { code, stdout } = await review();
    expect(stdout).toContain('volume wiki/cache, volume wiki/data (production) is deleted');
    expect(stdout).toContain('stack production-storage (production) is no longer rendered');
    expect(code).toBe(2);
  });

  test('a first environment is nothing that anybody has to decide', async () => {
    home.git('rm', '-r', '--quiet', 'rendered');
    home.git('commit', '--quiet', '--message=empty');
    home.git('checkout', '--quiet', '-b', 'first-environment');
    home.git('checkout', 'first', '--', 'rendered');
    const { code, stdout } = await review('--base', 'main');
    expect(stdout).not.toMatch(/need|needs a decision/);
    expect([0, 2]).toContain(code);
    home.git('checkout', '--quiet', '--force', 'main');
    home.git('branch', '--quiet', '-D', 'first-environment');
  });
});
