import { setTimeout as pause } from 'node:timers/promises';
import { FetchCache, hookSecret, isWhole, Valkey, visibleSeconds } from './git-fetch-cache/fetch-cache';
import { GitLab, member, type Fault } from './git-fetch-cache/gitlab';
import { askFor, command, questionOf as questionFor } from './git-fetch-cache/questions';
import { git, Repositories, type Finished } from './git-fetch-cache/repositories';

let repositories: Repositories;
let gitlab: GitLab;
let valkey: Valkey;
let cache: FetchCache;

/** How what was started ends, also if something after it did not start. */
const ends: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  repositories = new Repositories();
  ends.unshift(() => repositories.remove());
  gitlab = await GitLab.start(repositories.served);
  ends.unshift(() => gitlab.stop());
  valkey = await Valkey.start();
  ends.unshift(() => valkey.stop());
  cache = await FetchCache.start(propsOf());
  ends.unshift(() => cache.stop());
}, 300_000);

afterAll(async () => {
  for (const end of ends) await end();
});

afterEach(() => {
  gitlab.fault = undefined;
  gitlab.hold = {};
});

const propsOf = () => ({
  gitlab: gitlab.url,
  authorities: gitlab.certificate,
  nameServer: gitlab.nameServer,
  valkeyPort: valkey.port,
});

/** A repository that everybody may see. */
function publish(path: string, commits?: number, tags?: number): string {
  repositories.add(path, commits, tags);
  gitlab.public.add(path);
  return path;
}

const clone = (path: string, options: readonly string[] = [], from = cache.url): Promise<Finished> =>
  git([...options, 'clone', `${from}/${path}.git`, repositories.place()]);
const cloneWith = (path: string, ...options: readonly string[]): Promise<Finished> =>
  git(['clone', ...options, `${cache.url}/${path}.git`, repositories.place()]);
const asMember = (path: string): Promise<Finished> =>
  clone(path, [], cache.url.replace('//', `//${member.user}:${member.password}@`));

const forgotten = () => pause((visibleSeconds + 0.5) * 1000);

describe('a public repository', () => {
  test('is fetched from GitLab once, and then from the cache', async () => {
    const path = publish('desktop/files');
    expect(await clone(path)).toMatchObject({ code: 0 });
    const before = await cache.figures();
    expect(await clone(path)).toMatchObject({ code: 0 });
    expect(gitlab.fetches(path)).toHaveLength(1);
    const after = await cache.figures();
    expect(after['requests_total{result="hit"}']).toBe((before['requests_total{result="hit"}'] ?? 0) + 1);
    expect(after['requests_total{result="question"}']).toBe(before['requests_total{result="question"}']);
    expect(after['sent_bytes_total{from="cache"}']).toBeGreaterThan(before['sent_bytes_total{from="cache"}'] ?? 0);
  });

  test('is fetched once by whoever comes at the same time', async () => {
    const path = publish('desktop/crowd');
    gitlab.hold = { fetch: pause(1500) };
    const clones = await Promise.all(Array.from({ length: 6 }, () => clone(path)));
    expect(clones.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(gitlab.fetches(path)).toHaveLength(1);
  });

  test('shows what was pushed, at once', async () => {
    const path = publish('desktop/moving');
    await clone(path);
    repositories.commit(path, 'newer');
    const place = repositories.place();
    expect(await git(['clone', '--quiet', `${cache.url}/${path}.git`, place])).toMatchObject({ code: 0 });
    expect(await git(['-C', place, 'log', '-1', '--format=%s'])).toEqual({ code: 0, output: 'newer\n' });
    repositories.commit(path, 'newest');
    expect(await git(['-C', place, 'pull', '--quiet'])).toMatchObject({ code: 0 });
    expect(await git(['-C', place, 'log', '-1', '--format=%s'])).toEqual({ code: 0, output: 'newest\n' });
  });

  test.each([
    ['shallow', ['--depth', '1']],
    ['without contents', ['--filter=blob:none', '--no-checkout']],
    ['without folders', ['--filter=tree:0', '--no-checkout']],
    // Git takes the hour of now where none is said.
    ['of some days', ['--shallow-since=2001-01-01T00:00:00Z']],
  ])('can be cloned %s, which is another answer', async (_, options) => {
    const path = publish(`desktop/part${options.join('').replace(/\W/g, '')}`);
    expect(await clone(path)).toMatchObject({ code: 0 });
    for (let again = 0; again < 2; again++) {
      expect(await cloneWith(path, ...options)).toMatchObject({ code: 0 });
      expect(gitlab.fetches(path)).toHaveLength(2);
    }
  });

  test('is the same for all versions of Git, and for bodies that come packed', async () => {
    const path = publish('desktop/tagged', 1, 40);
    expect(await clone(path)).toMatchObject({ code: 0 });
    const elsewhere = ['clone', `${cache.url}/${path}.git`, repositories.place()];
    expect(await git(elsewhere, { GIT_USER_AGENT: 'git/9.9.9' })).toMatchObject({ code: 0 });
    expect(gitlab.fetches(path)).toHaveLength(1);
    expect(gitlab.fetches(path)[0]?.headers).not.toHaveProperty('content-encoding');
    expect(cache.log).toMatch(/git\/9\.9\.9/);
  });

  test('with an older protocol passes uncached', async () => {
    const path = publish('desktop/older');
    const before = cache.kept.length;
    for (const version of ['0', '1']) {
      expect(await clone(path, ['-c', `protocol.version=${version}`])).toMatchObject({ code: 0 });
    }
    expect(cache.kept).toHaveLength(before);
  });

  test('is found without .git at the end of its name', async () => {
    const path = publish('desktop/short');
    const answer = await cache.send('GET', `/${path}/info/refs?service=git-upload-pack`);
    expect(answer).toMatchObject({
      status: 301,
      headers: { location: `/${path}.git/info/refs?service=git-upload-pack` },
    });
  });
});

describe('what everybody may see', () => {
  test('a private repository never lies in the cache, and is there for whoever may see it', async () => {
    repositories.add('board/minutes');
    expect(await clone('board/minutes')).toMatchObject({ code: 128 });
    const before = cache.kept.length;
    expect(await asMember('board/minutes')).toMatchObject({ code: 0 });
    expect(await asMember('board/minutes')).toMatchObject({ code: 0 });
    expect(gitlab.fetches('board/minutes')).toHaveLength(2);
    expect(cache.kept).toHaveLength(before);
  });

  test('a project that is closed is closed at once when GitLab says so, and what was kept does not come back', async () => {
    const path = publish('Desktop/Closing');
    const question = await questionOf(path);
    await ask(path, question);
    expect(await ask(path, question)).toMatchObject({ status: 200, headers: { 'x-cache-status': 'HIT' } });
    gitlab.public.delete(path);
    expect(await ask(path, question)).toMatchObject({ status: 200 });
    expect(await cache.hook({ event_name: 'project_update', path_with_namespace: path })).toMatchObject({
      status: 204,
    });
    expect(await ask(path, question)).toMatchObject({ status: 401 });

    gitlab.public.add(path);
    await forgotten();
    const before = gitlab.fetches(path).length;
    expect(await ask(path, question)).toMatchObject({ status: 200, headers: { 'x-cache-status': 'MISS' } });
    expect(gitlab.fetches(path)).toHaveLength(before + 1);
  });

  test('without a hook it is closed after the time for which GitLab is believed', async () => {
    const path = publish('desktop/silent');
    const question = await questionOf(path);
    await ask(path, question);
    expect(await ask(path, question)).toMatchObject({ status: 200, headers: { 'x-cache-status': 'HIT' } });
    gitlab.public.delete(path);
    await forgotten();
    expect(await ask(path, question)).toMatchObject({ status: 401 });
    expect(await asMember(path)).toMatchObject({ code: 0 });
    gitlab.public.add(path);
    await forgotten();
    expect(await ask(path, question)).toMatchObject({ headers: { 'x-cache-status': 'MISS' } });
  });

  test('whoever may see it gets through, though it was public a moment ago', async () => {
    const path = publish('desktop/justclosed');
    await clone(path);
    repositories.commit(path, 'not for everybody');
    gitlab.public.delete(path);
    expect(await asMember(path)).toMatchObject({ code: 0 });
  });

  test.each([
    ['whose it was', { event_name: 'user_rename', username: 'grace', old_username: 'moved' }],
    ['a group above it', { event_name: 'group_rename', full_path: 'elsewhere', old_full_path: 'moved' }],
    [
      'its old name',
      { event_name: 'project_transfer', path_with_namespace: 'x/y', old_path_with_namespace: 'moved/to/Here' },
    ],
  ])('what was kept is out of reach when the hook names %s', async (_, event) => {
    const path = 'moved/to/here';
    if (!gitlab.public.has(path)) publish(path);
    const question = await questionOf(path);
    await ask(path, question);
    expect(await ask(path, question)).toMatchObject({ headers: { 'x-cache-status': 'HIT' } });
    expect(await cache.hook(event)).toMatchObject({ status: 204 });
    expect(await ask(path, question)).toMatchObject({ headers: { 'x-cache-status': 'MISS' } });
  });

  test('GitLab’s word is of no use when the hook comes while it is on its way', async () => {
    const path = publish('desktop/racing');
    const question = await questionOf(path);
    let release: () => void = () => undefined;
    gitlab.hold = { refs: new Promise<void>((done) => (release = done)) };
    const asked = ask(path, question);
    await until(() => gitlab.asked.some((each) => each.path === `/${path}.git/info/refs`));
    gitlab.public.delete(path);
    await cache.hook({ event_name: 'project_update', path_with_namespace: path });
    release();
    gitlab.hold = {};
    expect(await asked).toMatchObject({ status: 401 });
    expect(await ask(path, question)).toMatchObject({ status: 401 });
  });

  test('a wiki goes with its project', async () => {
    const path = publish('desktop/book.wiki');
    const question = await questionOf(path);
    await ask(path, question);
    await cache.hook({ event_name: 'project_update', path_with_namespace: 'desktop/book' });
    expect(await ask(path, question)).toMatchObject({ headers: { 'x-cache-status': 'MISS' } });
  });

  test('letters of another size are another repository', async () => {
    const [small, large] = [publish('desktop/letters'), publish('Desktop/letters')];
    const question = await questionOf(large);
    await ask(large, question);
    expect(await ask(large, question)).toMatchObject({ headers: { 'x-cache-status': 'HIT' } });
    // GitLab has no such object there, and says so.
    await expect(ask(small, question)).rejects.toThrow('aborted');
    gitlab.public.delete(large);
    await forgotten();
    await ask(small, await questionOf(small));
    expect(await ask(large, question)).toMatchObject({ status: 401 });
  });

  test('credentials get to GitLab only where the cache stays out of it', async () => {
    const path = publish('desktop/trusted');
    const known = `Basic ${Buffer.from(`${member.user}:${member.password}`).toString('base64')}`;
    const headers = [`Authorization: ${known}`, 'Cookie: _gitlab_session=1', 'PRIVATE-TOKEN: glpat', 'X-Other: 1'];
    const options = headers.flatMap((header) => ['-c', `http.extraHeader=${header}`]);
    expect(await clone(path, [...options, '-c', 'http.userAgent=git/mine'])).toMatchObject({ code: 0 });
    expect(Object.keys(gitlab.fetches(path)[0]?.headers ?? {}).sort()).toEqual([
      'accept',
      'content-length',
      'content-type',
      'git-protocol',
      'host',
      'user-agent',
    ]);
    expect(gitlab.fetches(path)[0]?.headers['user-agent']).toBe('git/git-fetch-cache');
    expect(cache.kept.join('')).not.toContain('glpat');
  });

  test('GitLab learns whose address it was', async () => {
    const path = publish('desktop/address');
    await clone(path, ['-c', 'http.extraHeader=X-Forwarded-For: 203.0.113.9']);
    const addresses = gitlab.asked.filter((each) => each.path.startsWith(`/${path}.`));
    expect(addresses.map(({ headers }) => headers['x-forwarded-for'])).toEqual(addresses.map(() => '203.0.113.9'));
  });
});

describe('what is not whole', () => {
  test.each<[Fault, number]>([
    ['connection cut', 128],
    ['ended in the middle', 128],
    ['error at the end', 128],
    ['overload', 128],
    ['another type', 128],
  ])('is not kept: %s', async (fault, code) => {
    const path = publish(`broken/${fault.replaceAll(' ', '-')}`);
    const before = cache.kept.length;
    gitlab.fault = fault;
    const began = Date.now();
    expect(await clone(path)).toMatchObject({ code });
    expect(Date.now() - began).toBeLessThan(20_000);
    expect(cache.kept).toHaveLength(before);
    gitlab.fault = undefined;
    expect(await clone(path)).toMatchObject({ code: 0 });
    expect(await clone(path)).toMatchObject({ code: 0 });
    expect(gitlab.fetches(path)).toHaveLength(2);
  });

  test('an error of GitLab is told to whoever asks', async () => {
    const path = publish('broken/told');
    gitlab.fault = 'error at the end';
    expect((await clone(path)).output).toContain('remote: broken');
  });

  test.each([
    ['000dpackfile\n0009\x01PACK0000', true],
    ['0014acknowledgments\n0008NAK\n0000', true],
    ['0014acknowledgments\n000aready\n0001000dpackfile\n0009\x01PACK0000', true],
    // Only in a pack the first byte is that of a band.
    ['0009\x03text0000', true],
    ['000dpackfile\n0009\x01PACK', false],
    ['000dpackfile\n0009\x01PAC', false],
    ['000dpackfile\n0009\x03text0000', false],
    ['000dpackfile\n0005\x030000', false],
    ['000dERR gone\n0000', false],
    ['000dpackfile\n0009\x01PACK00000', false],
    ['000dpackfile\n0009\x01PACK00000000', false],
    ['000dpackfile\n0001', false],
    ['0002', false],
    ['0003', false],
    ['00zz', false],
    ['', false],
  ])('%j is whole: %s, in pieces of every size', (answer, whole) => {
    expect(isWhole(answer)).toEqual(Array.from({ length: answer.length + 1 }, () => whole));
  });

  test('of the headers of an answer nothing is kept but its type', async () => {
    const path = publish('broken/cookie');
    gitlab.fault = 'a cookie';
    const question = await questionOf(path);
    for (const status of ['MISS', 'HIT']) {
      const { headers } = await ask(path, question);
      expect(headers).toMatchObject({ 'x-cache-status': status });
      expect(headers).not.toHaveProperty('set-cookie');
    }
  });

  test('a large answer arrives, and no other one of the repository is kept', async () => {
    const small = await FetchCache.start({ ...propsOf(), largestMiB: 0 });
    try {
      const path = publish('broken/large');
      for (const depth of ['1', '2', '3']) {
        const words = ['clone', '--depth', depth, `${small.url}/${path}.git`, repositories.place()];
        expect(await git(words)).toMatchObject({ code: 0 });
      }
      expect(small.kept).toHaveLength(1);
      expect(await small.figures()).toMatchObject({
        'requests_total{result="large-answer"}': 2,
        large_answers_total: 1,
      });
    } finally {
      await small.stop();
    }
  });
});

describe('what else is asked', () => {
  test('a push is refused', async () => {
    const path = publish('desktop/pushed');
    const place = repositories.place();
    await git(['clone', '--quiet', `${cache.url}/${path}.git`, place]);
    const before = gitlab.asked.length;
    const pushed = await git(['-C', place, 'push', 'origin', 'HEAD:other']);
    expect(pushed.code).toBe(128);
    expect(pushed.output).toContain('403');
    expect(await cache.send('POST', `/${path}.git/git-receive-pack`)).toMatchObject({ status: 403 });
    const disguised = `/${path}.git/info/refs?x=1&service=git-receive-pack`;
    expect(await cache.send('GET', disguised)).toMatchObject({ status: 403 });
    expect(gitlab.asked).toHaveLength(before);
  });

  test.each([
    '/desktop/files',
    '/desktop/files.git/HEAD',
    '/desktop/files.git/info/lfs/objects/batch',
    '/desktop/files.git/info/refs',
    '/desktop/files.git/info/refs?service=git-upload-pack&private_token=x',
    '/desktop%2Ffiles.git/info/refs?service=git-upload-pack',
    '/desktop/../board/minutes.git/info/refs?service=git-upload-pack',
    '/desktop/%2e%2e/board/minutes.git/info/refs?service=git-upload-pack',
    '//desktop/files.git/info/refs?service=git-upload-pack',
    '/desktop//files.git/info/refs?service=git-upload-pack',
    '/-/hook',
    '//elsewhere.example/',
  ])('%s is for GitLab', async (path) => {
    const before = gitlab.asked.length;
    expect(await cache.send('GET', path)).toMatchObject({ status: 307, headers: { location: `${gitlab.url}${path}` } });
    expect(gitlab.asked).toHaveLength(before);
  });

  test('the name of a host changes nothing', async () => {
    const path = publish('desktop/hosts');
    const question = await questionOf(path);
    await ask(path, question);
    const asked = { host: 'elsewhere.example', 'x-forwarded-host': 'elsewhere.example' };
    expect(await ask(path, question, asked)).toMatchObject({ status: 200, headers: { 'x-cache-status': 'HIT' } });
    await cache.send('GET', `/${path}.git/info/refs?service=git-upload-pack`, asked);
    const hosts = gitlab.asked.filter((each) => each.path.startsWith(`/${path}.`)).map(({ headers }) => headers);
    expect(hosts.every(({ host }) => host === new URL(gitlab.url).host)).toBe(true);
    expect(hosts.every((headers) => !('x-forwarded-host' in headers))).toBe(true);
  });

  test.each([
    ['a reference by its name', (want: string) => [`${want}\n`, 'want-ref refs/heads/main\n', 'done\n']],
    ['a filter by a path', (want: string) => [`${want}\n`, 'filter sparse:oid=main:list\n', 'done\n']],
    ['what it does not know', (want: string) => [`${want}\n`, 'something new\n', 'done\n']],
    [
      'more than 64 KiB',
      (want: string) => [`${want}\n`, ...Array.from({ length: 1400 }, () => `have ${'1'.repeat(40)}\n`), 'done\n'],
    ],
  ])('a question for %s passes', async (_, lines) => {
    const path = `desktop/passes${++passing}`;
    publish(path);
    const want = /want [0-9a-f]{40}/.exec(await questionOf(path))?.[0] ?? '';
    const before = cache.kept.length;
    const answer = await ask(path, command(lines(want)));
    expect(answer.headers).not.toHaveProperty('x-cache-status');
    expect(gitlab.fetches(path)).toHaveLength(1);
    expect(cache.kept).toHaveLength(before);
  });

  test.each([
    ['no token', undefined, 403],
    ['another token', 'wrong', 403],
    ['a longer token', `${hookSecret}x`, 403],
  ])('the hook with %s is refused', async (_, token, status) => {
    const headers = token === undefined ? {} : { 'x-gitlab-token': token };
    const event = JSON.stringify({ event_name: 'project_destroy', path_with_namespace: 'desktop/files' });
    expect(await cache.send('POST', '/-/gitlab-hook', headers, event)).toMatchObject({ status });
  });

  test('the hook takes what it does not know, and refuses what is no event', async () => {
    expect(await cache.hook({ event_name: 'push', project: {} })).toMatchObject({ status: 204 });
    expect(await cache.send('POST', '/-/gitlab-hook', { 'x-gitlab-token': hookSecret }, '{')).toMatchObject({
      status: 400,
    });
    expect(await cache.send('GET', '/-/gitlab-hook', { 'x-gitlab-token': hookSecret })).toMatchObject({ status: 403 });
  });

  test('figures are on a port of their own', async () => {
    expect(await cache.send('GET', '/metrics')).toMatchObject({ status: 307 });
    expect(Object.keys(await cache.figures())).toEqual(
      expect.arrayContaining(['requests_total{result="push"}', 'cut_answers_total', 'hooks_total{result="refused"}']),
    );
  });
});

describe('without Valkey', () => {
  beforeAll(() => valkey.stop());
  afterAll(() => valkey.startAgain());

  test('everything passes uncached, and what is private stays so', async () => {
    const path = 'desktop/files';
    const before = { fetches: gitlab.fetches(path).length, kept: cache.kept.length };
    expect(await clone(path)).toMatchObject({ code: 0 });
    expect(await clone(path)).toMatchObject({ code: 0 });
    expect(gitlab.fetches(path)).toHaveLength(before.fetches + 2);
    expect(cache.kept).toHaveLength(before.kept);
    expect(await clone('board/minutes')).toMatchObject({ code: 128 });
    expect(await asMember('board/minutes')).toMatchObject({ code: 0 });
  });

  test('the hook is told to come again', async () => {
    const event = { event_name: 'project_update', path_with_namespace: 'desktop/files' };
    expect(await cache.hook(event)).toMatchObject({ status: 503 });
  });
});

test('an empty Valkey makes the cache empty too', async () => {
  const path = 'desktop/files';
  const before = gitlab.fetches(path).length;
  expect(await clone(path)).toMatchObject({ code: 0 });
  expect(await clone(path)).toMatchObject({ code: 0 });
  expect(gitlab.fetches(path)).toHaveLength(before + 1);
});

test('GitLab is believed only with its certificate', async () => {
  const other = await GitLab.start(repositories.served);
  const strict = await FetchCache.start({ ...propsOf(), authorities: other.certificate });
  try {
    const before = gitlab.asked.length;
    const answer = await strict.send('GET', '/desktop/files.git/info/refs?service=git-upload-pack');
    expect(answer).toMatchObject({ status: 502 });
    expect(gitlab.asked).toHaveLength(before);
  } finally {
    await strict.stop();
    other.stop();
  }
});

let passing = 0;

const questionOf = (path: string) => questionFor(repositories, path);

const ask = (path: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
  askFor(cache, path, body, headers);

async function until(so: () => boolean): Promise<void> {
  for (let waited = 0; !so(); waited += 20) {
    if (waited > 10_000) throw new Error(`not so: ${String(so)}`);
    await pause(20);
  }
}
