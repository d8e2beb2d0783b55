import type { KubeObject } from '../support/kube-object';
import { secretsReadBy } from './mounted-secrets';

const container = {
  env: [
    { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'keys', key: 'token' } } },
    { name: 'EXTRA', valueFrom: { secretKeyRef: { name: 'extra', key: 'token', optional: true } } },
    { name: 'PLAIN', value: 'x' },
  ],
  envFrom: [{ secretRef: { name: 'all' } }, { configMapRef: { name: 'settings' } }],
};
const pod = {
  containers: [container],
  volumes: [
    { name: 'mounted', secret: { secretName: 'files', items: [{ key: 'a.pem', path: 'a.pem' }] } },
    { name: 'both', projected: { sources: [{ secret: { name: 'projected', items: [{ key: 'b', path: 'b' }] } }] } },
    { name: 'other', emptyDir: {} },
  ],
};
const object = (kind: string, spec: Record<string, unknown>): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'web', namespace: 'team' },
  spec,
});
const read = [['keys', 'token'], ['all'], ['files', 'a.pem'], ['projected', 'b']];

test.each([
  ['Deployment', { template: { spec: pod } }],
  ['CronJob', { jobTemplate: { spec: { template: { spec: pod } } } }],
])('what a %s reads and cannot start without is found', (kind, spec) => {
  const found = secretsReadBy([object(kind, spec)]);
  expect(found.map(({ name, keys }) => [name, ...keys])).toEqual(read);
  expect(new Set(found.map(({ reader }) => reader))).toEqual(new Set([`${kind} team/web`]));
});

test('what has no pods reads nothing', () => {
  expect(secretsReadBy([object('Service', { ports: [] })])).toEqual([]);
});
