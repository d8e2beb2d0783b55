import { namespacesFirstRule } from '../../../lib/verify/namespaces-first';
import { application, chart, object, within } from './delivered-files';
import { renderedFiles } from './rendered-files';

const binding = (wave: number, subject = 'openshift-gitops-argocd-application-controller') => `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: delivery, namespace: library, annotations: { argocd.argoproj.io/sync-wave: '${wave}' } }
roleRef: { kind: ClusterRole, name: admin }
subjects: [{ kind: ServiceAccount, name: ${subject}, namespace: openshift-gitops }]
`;

const right = {
  'cluster/applications/library.yaml': application('library', 5),
  'cluster/library/namespace.yaml': object('v1', 'Namespace', 'library', -2),
  'cluster/library/access.yaml': binding(-1),
  'cluster/library/settings.yaml': within('library', 'v1', 'ConfigMap', 'settings', 0),
};
const findings = (changed: Readonly<Record<string, string>>) =>
  namespacesFirstRule
    .findings(renderedFiles({ ...right, ...changed }))
    .map(({ place, reason }) => `${place}: ${reason}`);

test('a namespace, the right to write into it and what is in it, one after the other, are as they should be', () => {
  expect(findings({})).toEqual([]);
});

const settings = 'cluster/library/settings.yaml ConfigMap library/settings';

test.each([
  [
    'its namespace is in its wave',
    { 'cluster/library/namespace.yaml': object('v1', 'Namespace', 'library', 0) },
    [
      'cluster/library/access.yaml RoleBinding library/delivery: its namespace library is not applied before it',
      `${settings}: its namespace library is not applied before it`,
    ],
  ],
  [
    'the right to write is in its wave',
    { 'cluster/library/access.yaml': binding(0) },
    [`${settings}: Argo CD’s right to write into library is not applied before it`],
  ],
  [
    'somebody else has the right to write',
    { 'cluster/library/access.yaml': binding(-1, 'somebody') },
    [
      'cluster/library/access.yaml RoleBinding library/delivery: Argo CD may not write into library',
      `${settings}: Argo CD may not write into library`,
    ],
  ],
  [
    'nothing makes its namespace',
    { 'cluster/library/settings.yaml': within('archive', 'v1', 'ConfigMap', 'settings', 0) },
    ['cluster/library/settings.yaml ConfigMap archive/settings: nothing makes its namespace archive'],
  ],
  [
    'another application makes its namespace in the same wave',
    {
      'cluster/applications/catalogue.yaml': application('catalogue', 5),
      'cluster/catalogue/search.yaml': within('library', 'v1', 'ConfigMap', 'search', 3),
    },
    ['cluster/catalogue/search.yaml ConfigMap library/search: its namespace library is not applied before it'],
  ],
  [
    'a chart goes into a namespace of the same wave',
    { 'cluster/applications/chart.yaml': chart('reader', 5, 'library') },
    [
      'cluster/applications/chart.yaml Application openshift-gitops/reader: its namespace library is not applied before it',
    ],
  ],
])('something is found when %s', (_, changed, expected) => {
  expect(findings(changed)).toEqual(expected);
});

test('namespaces of the cluster are there, and other applications may follow', () => {
  expect(
    findings({
      'cluster/library/alerts.yaml': within('openshift-monitoring', 'v1', 'ConfigMap', 'alerts', 0),
      'cluster/applications/chart.yaml': chart('reader', 6, 'library'),
    }),
  ).toEqual([]);
});
