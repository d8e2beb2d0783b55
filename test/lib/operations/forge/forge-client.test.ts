import { z } from 'zod';
import { ForgeClient } from '../../../../lib/operations/forge/forge-client';
import type { ForgeRequest, ForgeResponse } from '../../../../lib/operations/forge/forge-request';

/** A client whose requests are answered with these, one after the other. */
function answered(...answers: readonly ForgeResponse[]) {
  const requests: ForgeRequest[] = [];
  const waited: number[] = [];
  const client = new ForgeClient({
    api: 'https://forge.example/api',
    authorization: { 'private-token': 'very-secret' },
    needs: 'read: scope read_api',
    send: (request) => {
      requests.push(request);
      return Promise.resolve(answers[requests.length - 1] ?? { failed: 'nobody listens' });
    },
    wait: (seconds) => {
      waited.push(seconds);
      return Promise.resolve();
    },
  });
  return { client, requests, waited };
}

const ok = (body: unknown, headers: Readonly<Record<string, string>> = {}): ForgeResponse => ({
  status: 200,
  headers,
  body: JSON.stringify(body),
});
const status = (code: number, headers: Readonly<Record<string, string>> = {}): ForgeResponse => ({
  status: code,
  headers,
  body: '{}',
});
const numbers = z.array(z.int());

test('all pages of a list are read, and the token goes to no other address', async () => {
  const elsewhere = { link: '<https://elsewhere.example/?page=2>; rel="next"' };
  const { client, requests } = answered(ok([1], elsewhere), ok([2], { 'x-next-page': '3' }), ok([3], { link: '' }));
  expect(await client.all('/notes?sort=asc', numbers)).toEqual([1, 2, 3]);
  expect(requests.map(({ url }) => url)).toEqual(
    [1, 2, 3].map((page) => `https://forge.example/api/notes?sort=asc&per_page=100&page=${page}`),
  );
});

test('a list without end is an error, and never a part of it', async () => {
  const { client } = answered(...Array.from({ length: 200 }, () => ok([1], { 'x-next-page': '2' })));
  await expect(client.all('/notes', numbers)).rejects.toThrow('has more than 10000 entries');
});

test('a forge that has too much to do is asked again, when it says', async () => {
  const { client, waited } = answered(status(429, { 'retry-after': '7' }), status(502), { failed: 'reset' }, ok([1]));
  expect(await client.get('/notes', numbers)).toEqual([1]);
  expect(waited).toEqual([7, 4, 8]);
});

test('nobody waits longer than a minute for one attempt, and four are all', async () => {
  const { client, waited, requests } = answered(
    ...Array.from({ length: 9 }, () => status(429, { 'retry-after': '9999' })),
  );
  await expect(client.get('/notes', numbers)).rejects.toThrow('there were too many requests');
  expect(waited).toEqual([60, 60, 60]);
  expect(requests).toHaveLength(4);
});

test('nothing is written twice: after an error of the server, what it has done is not known', async () => {
  const { client, requests } = answered(status(500), ok({}));
  await expect(client.change('POST', '/notes', { body: 'page' })).rejects.toThrow('POST /notes: is answered with 500');
  expect(requests).toHaveLength(1);
  const limited = answered(status(429), ok({}));
  await limited.client.change('POST', '/notes', { body: 'page' });
  expect(limited.requests.map(({ body }) => body)).toEqual(['{"body":"page"}', '{"body":"page"}']);
});

test.each([
  [401, 'the token is wrong or has expired: make one that may read: scope read_api'],
  [403, 'the token may not do that: it must be allowed to read: scope read_api'],
  [404, 'there is no such thing, or the token does not see it'],
  [302, 'is answered with 302'],
])('an answer with %i says what to do, and not the token', async (code, said) => {
  const { client, requests } = answered(status(code));
  const error: unknown = await client.get('/user', z.object({})).catch((refused: unknown) => refused);
  expect(String(error)).toContain(said);
  expect(String(error)).not.toContain('very-secret');
  expect(requests[0]?.headers['private-token']).toBe('very-secret');
});

test('an answer of another form is an error', async () => {
  await expect(answered(ok({ id: 'one' })).client.get('/user', z.object({ id: z.int() }))).rejects.toThrow(
    'is answered with something else than expected, at id',
  );
  const page: ForgeResponse = { status: 200, headers: {}, body: '<html>log in</html>' };
  await expect(answered(page).client.get('/user', z.object({ id: z.int() }))).rejects.toThrow('something else');
});
