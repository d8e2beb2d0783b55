import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KubeObject } from '../support/kube-object';
import { neverAskedFor, rightsFor } from '../support/rights';
import { uncovered } from './reviewed-rights';

const folder = mkdtempSync(join(tmpdir(), 'commons-rights-'));
afterAll(() => rmSync(folder, { recursive: true }));

const user = 'system:serviceaccount:dns:external-dns';
const object = (kind: string, name: string, fields: object): KubeObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind,
  metadata: { name },
  ...fields,
});
const roles = [
  object('ClusterRole', 'reader', {
    rules: [
      { apiGroups: [''], resources: ['services'], verbs: ['list', 'delete'] },
      { apiGroups: [''], resources: ['pods'], verbs: ['create', 'patch'] },
      { apiGroups: ['route.openshift.io'], resources: ['*'], verbs: ['list'] },
    ],
  }),
];
const bindings = [
  object('ClusterRoleBinding', 'reader', {
    roleRef: { kind: 'ClusterRole', name: 'reader' },
    subjects: [{ kind: 'ServiceAccount', namespace: 'dns', name: 'external-dns' }],
  }),
];

function unusedAfter(
  ...requests: readonly (readonly [verb: string, resource: string, apiGroup?: string, code?: number])[]
) {
  const log = join(folder, 'audit.log');
  const events = requests.map(([verb, resource, apiGroup = '', code = 200]) => ({
    verb,
    requestURI: '/',
    stageTimestamp: '2026-01-01T00:00:00Z',
    user: { username: user },
    objectRef: { resource, apiGroup },
    responseStatus: { code },
  }));
  writeFileSync(log, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  return neverAskedFor(log, user, rightsFor(user, { roles, bindings }));
}

const asked = [
  ['list', 'services'],
  ['list', 'routes', 'route.openshift.io'],
  ['patch', 'pods', '', 201],
] as const;

test('a right that nobody asks for is told, and one that is asked for is not', () => {
  const unused = unusedAfter(...asked);
  expect(unused).toEqual([{ user, role: 'ClusterRole reader', verb: 'delete', resource: 'services' }]);
  expect(uncovered(unused, [], 'small')).toEqual([
    `${user} never asks to delete services, which ClusterRole reader grants`,
  ]);
});

test('a patch that makes an object asks for two rights, one that changes an object for one', () => {
  const unused = unusedAfter(...asked.slice(0, 2), ['patch', 'pods']);
  expect(unused.map(({ verb, resource }) => `${verb} ${resource}`)).toEqual(['delete services', 'create pods']);
});

test('a right of another group, or of a subresource, is another right', () => {
  const unused = unusedAfter(['list', 'services', 'serving.example'], ['list', 'services/status']);
  expect(unused.map(({ verb, resource }) => `${verb} ${resource}`)).toContain('list services');
});

test('nobody else’s rights count', () => {
  expect(rightsFor('system:serviceaccount:other:external-dns', { roles, bindings })).toEqual([]);
});

test('a row of the reviewed list covers its rights, and is told when there are none', () => {
  const row = { role: 'ClusterRole reader', verbs: ['delete'], resources: ['services'], because: 'It cleans up' };
  expect(uncovered(unusedAfter(...asked), [row], 'small')).toEqual([]);
  expect(uncovered([], [row], 'small')).toEqual([expect.stringContaining('remove the row')]);
  expect(uncovered([], [row], 'another')).toEqual([]);
});
