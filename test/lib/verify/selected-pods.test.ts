import { stringify } from 'yaml';
import { selectedPodsRule } from '../../../lib/verify/selected-pods';
import { renderedFiles } from './rendered-files';

const namespace = (name: string, labels: object = { 'commons-platform/guardrails': 'enforced' }) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});
const web = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'wiki' },
  spec: { template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web' }] } } },
};
const database = {
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name: 'db', namespace: 'wiki' },
  spec: {},
};

const found = (object: object, ...more: readonly object[]): readonly string[] => {
  const named = { metadata: { name: 'it', namespace: 'wiki' }, ...object };
  const objects = [namespace('wiki'), namespace('blog'), web, database, named, ...more];
  const text = objects.map((each) => stringify(each)).join('---\n');
  return selectedPodsRule.findings(renderedFiles({ 'wiki.yaml': text })).map(({ reason }) => reason);
};

const policy = (spec: object) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', spec });
const labelled = (app: string) => ({ matchLabels: { app } });
const none = (app: string, where = 'wiki') =>
  `selects pods in ${where} by {"matchLabels":{"app":"${app}"}}, and there are none`;

test.each<[string, (selector: object) => object]>([
  ['a policy', (podSelector) => policy({ podSelector })],
  ['who may call', (podSelector) => policy({ podSelector: {}, ingress: [{ from: [{ podSelector }] }] })],
  ['whom pods may call', (podSelector) => policy({ podSelector: {}, egress: [{ to: [{ podSelector }] }] })],
  ['a monitor', (selector) => ({ apiVersion: 'monitoring.coreos.com/v1', kind: 'PodMonitor', spec: { selector } })],
  ['a budget', (selector) => ({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', spec: { selector } })],
  [
    'a place of its own for each pod',
    (labelSelector) => ({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      spec: { template: { spec: { containers: [], topologySpreadConstraints: [{ labelSelector }] } } },
    }),
  ],
])('%s is about pods that are there', (_, selecting) => {
  expect(found(selecting(labelled('web')))).toEqual([]);
  expect(found(selecting({ matchLabels: { 'cnpg.io/cluster': 'db' } }))).toEqual([]);
  expect(found(selecting({}))).toEqual([]);
  expect(found(selecting(labelled('wiki')))).toEqual([none('wiki')]);
});

test('pods of another namespace are looked for there', () => {
  const from = (name: string, app: string) =>
    policy({
      podSelector: {},
      ingress: [
        {
          from: [
            { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } }, podSelector: labelled(app) },
          ],
        },
      ],
    });
  expect(found(from('blog', 'web'))).toEqual([none('web', 'blog')]);
  expect(found(from('wiki', 'web'))).toEqual([]);
  // Of OpenShift's own namespaces nothing is rendered.
  expect(found(from('openshift-ingress', 'router'))).toEqual([]);
});

test('namespaces of the platform have pods that operators make', () => {
  const inside = {
    ...policy({ podSelector: labelled('controller') }),
    metadata: { name: 'it', namespace: 'operators' },
  };
  expect(found(inside, namespace('operators', {}))).toEqual([]);
});
