import { setTimeout as pause } from 'node:timers/promises';
import { FetchCache, Valkey, visibleSeconds } from './git-fetch-cache/fetch-cache';
import { GitLab } from './git-fetch-cache/gitlab';
import { askFor, questionOf } from './git-fetch-cache/questions';
import { Repositories } from './git-fetch-cache/repositories';

const [ada, banned, other] = ['203.0.113.9', '203.0.113.66', '203.0.113.200'] as const;

let repositories: Repositories;
let gitlab: GitLab;
let cache: FetchCache;

/** How what was started ends, also if something after it did not start. */
const ends: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  repositories = new Repositories();
  ends.unshift(() => repositories.remove());
  gitlab = await GitLab.start(repositories.served);
  ends.unshift(() => gitlab.stop());
  const valkey = await Valkey.start();
  ends.unshift(() => valkey.stop());
  const { url, certificate: authorities, nameServer } = gitlab;
  cache = await FetchCache.start({ gitlab: url, authorities, nameServer, valkeyPort: valkey.port });
  ends.unshift(() => cache.stop());
}, 300_000);

afterAll(async () => {
  for (const end of ends) await end();
});

afterEach(() => gitlab.refused.clear());

function publish(path: string): string {
  repositories.add(path);
  gitlab.public.add(path);
  return path;
}

/** What one at an address gets, who may have said of himself that he is at `claimed`. */
async function answerTo(address: string, path: string, { claimed = '', other: another = false } = {}) {
  const forwarded = claimed === '' ? address : `${claimed}, ${address}`;
  const question = await questionOf(repositories, path, another ? ['deepen 1\n'] : []);
  const { status, headers } = await askFor(cache, path, question, { 'x-forwarded-for': forwarded });
  return { status, from: headers['x-cache-status'] };
}

const hit = { status: 200, from: 'HIT' };

describe('an address that GitLab refuses', () => {
  test.each([403, 429] as const)('with %i is refused alone, whoever asks first', async (status) => {
    const path = publish(`desktop/first${status}`);
    gitlab.refused.set(banned, status);
    expect(await answerTo(banned, path)).toEqual({ status, from: undefined });
    expect(await answerTo(ada, path)).toEqual({ status: 200, from: 'MISS' });
    expect(await answerTo(other, path)).toEqual(hit);
  });

  test('takes from nobody what is kept, also with a question that nobody asked before', async () => {
    const path = publish('desktop/kept');
    await answerTo(ada, path);
    // It is believed for a while that the address may see it, and its own question then comes to GitLab.
    await answerTo(banned, path);
    gitlab.refused.set(banned, 403);
    expect(await answerTo(banned, path, { other: true })).toEqual({ status: 403, from: undefined });
    expect(await answerTo(ada, path)).toEqual(hit);
    await pause((visibleSeconds + 0.5) * 1000);
    expect(await answerTo(banned, path, { other: true })).toEqual({ status: 403, from: undefined });
    expect(await answerTo(ada, path)).toEqual(hit);
  });

  test('is asked for once in a while, not with each of its requests', async () => {
    const path = publish('desktop/counted');
    gitlab.refused.set(banned, 403);
    for (let time = 0; time < 5; time++) await answerTo(banned, path);
    const asked = gitlab.asked.filter((each) => each.path === `/${path}.git/info/refs`);
    expect(asked).toHaveLength(1);
    expect((await cache.figures())['requests_total{result="refused"}']).toBeGreaterThan(4);
  });

  test('that the cache asks from itself does not close a repository', async () => {
    const path = publish('desktop/own');
    gitlab.refused.set('the cache', 403);
    expect(await answerTo(ada, path)).toEqual({ status: 200, from: 'MISS' });
    expect(await answerTo(ada, path)).toEqual(hit);
  });
});

describe('a repository that GitLab shows to some addresses only', () => {
  test('is shown to no other, though its answer is kept', async () => {
    const path = publish('intern/house');
    gitlab.kept.set(path, [ada]);
    expect(await answerTo(ada, path)).toEqual({ status: 200, from: 'MISS' });
    expect(await answerTo(ada, path)).toEqual(hit);
    expect(await answerTo(other, path)).toEqual({ status: 404, from: undefined });
    // What a client says of itself does not help.
    expect(await answerTo(other, path, { claimed: ada })).toEqual({ status: 404, from: undefined });
  });

  test('stays kept for them when another asks, as long as the cache may see it', async () => {
    const path = publish('intern/runners');
    gitlab.kept.set(path, [ada, 'the cache']);
    expect(await answerTo(ada, path)).toEqual({ status: 200, from: 'MISS' });
    expect(await answerTo(other, path)).toEqual({ status: 404, from: undefined });
    expect(await answerTo(ada, path)).toEqual(hit);
  });
});
