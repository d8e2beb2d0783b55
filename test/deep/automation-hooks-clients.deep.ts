import { createHmac, randomUUID } from 'node:crypto';
import { rudeClients } from '../support/rude-clients/rude-clients';
import type { Target } from '../support/rude-clients/target';
import { withstands } from '../support/rude-clients/withstands';
import { issuePayload } from '../images/automation-hooks/payloads';
import { RunningReceiver } from '../images/automation-hooks/running-receiver';
import { StandInApi } from '../images/automation-hooks/stand-in-api';

const template = 'hooks-hook-request';
const container = { name: template, command: ['bin/accounts'], env: [] };
const cronJob = {
  metadata: { name: template, uid: 'b5a7', namespace: 'accounts' },
  spec: { jobTemplate: { spec: { template: { spec: { restartPolicy: 'Never', containers: [container] } } } } },
};
const key = Buffer.from('a key that GitLab made up by chance');
const token = 't0k3n'.repeat(10);

/** How what was started ends, also if something after it did not start. */
const ends: (() => Promise<void>)[] = [];

/** The receiver of an automation, whose rude clients know what a signature looks like: others do not get as far as their body. */
async function start(): Promise<Target> {
  const api = await StandInApi.started('accounts', cronJob);
  ends.unshift(() => api.stop());
  const hook = { project: 'infrastructure/accounts', on: ['issue'], template };
  const receiver = await RunningReceiver.started(
    { token: api.token, 'ca.crt': '', namespace: 'accounts' },
    {
      KUBERNETES_API: api.url,
      ACCOUNT: 'accounts-bot',
      RUNS_PER_MINUTE: '600',
      MAX_BODIES: '8',
      BODY_SECONDS: '2',
      HEADER_SECONDS: '4',
      IDLE_SECONDS: '4',
      MAX_CONNECTIONS: '100',
      TOKEN_SIGNED: `whsec_${key.toString('base64')}`,
      TOKEN_SECRET: token,
      HOOKS: JSON.stringify([
        { ...hook, name: 'signed', token: 'TOKEN_SIGNED' },
        { ...hook, name: 'secret', token: 'TOKEN_SECRET' },
      ]),
    },
  );
  ends.unshift(() => receiver.stop());
  const body = JSON.stringify(issuePayload);
  const headersOf = (by: Buffer, address: string) => {
    const [id, time] = [randomUUID(), String(Math.floor(Date.now() / 1000))];
    return {
      'X-Gitlab-Event': 'Issue Hook',
      'Webhook-Id': id,
      'Webhook-Timestamp': time,
      'Webhook-Signature': `v1,${createHmac('sha256', by).update(`${id}.${time}.${body}`).digest('base64')}`,
      'X-Forwarded-For': address,
    };
  };
  const deliver = async (path: string, headers: Readonly<Record<string, string>>) => {
    const { status, text } = await receiver.send({ path, headers, body });
    if (status !== 202) throw new Error(`${path}: ${status} ${text}`);
  };
  return {
    port: receiver.port,
    pids: () => [receiver.pid],
    plainPath: '/healthz',
    request: () => {
      const headers = headersOf(Buffer.from('another key'), '198.51.100.66');
      return { line: 'POST /hooks/signed', headers: Object.entries(headers).map((each) => each.join(': ')), body };
    },
    serve: async () => {
      await deliver('/hooks/signed', headersOf(key, '203.0.113.9'));
      const gitlab = { 'X-Gitlab-Event': 'Issue Hook', 'X-Gitlab-Token': token, 'Idempotency-Key': randomUUID() };
      await deliver('/hooks/secret', { ...gitlab, 'X-Forwarded-For': '203.0.113.9' });
    },
    restSeconds: 15,
  };
}

let target: Target;

beforeAll(async () => {
  target = await start();
});
afterAll(async () => {
  for (const end of ends) await end();
});

test.each(rudeClients.map((client) => [client.name, client] as const))(
  'others are served while somebody %s',
  (_, client) => withstands(target, client),
  60_000,
);
