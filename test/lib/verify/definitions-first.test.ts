import { definitionsFirstRule } from '../../../lib/verify/definitions-first';
import { application, chart, object, within } from './delivered-files';
import { renderedFiles } from './rendered-files';

const subscription = (name: string, wave: number) =>
  within('somewhere', 'operators.coreos.com/v1alpha1', 'Subscription', name, wave);

const right = {
  'cluster/applications/software.yaml': application('software', 0),
  'cluster/software/keycloak.yaml': subscription('keycloak-operator', 3),
  'cluster/software/installed.yaml': within('somewhere', 'v1', 'ConfigMap', 'installed', 4),
  'cluster/applications/login.yaml': application('login', 3),
  'cluster/login/server.yaml': object('k8s.keycloak.org/v2beta1', 'Keycloak', 'server', 0),
};
const reasons = (changed: Readonly<Record<string, string>>, without: readonly string[] = []) => {
  const files = Object.fromEntries(
    Object.entries({ ...right, ...changed }).filter(([file]) => !without.includes(file)),
  );
  return definitionsFirstRule.findings(renderedFiles(files)).map(({ reason }) => reason);
};

test('an operator before what it defines is as it should be', () => {
  expect(reasons({})).toEqual([]);
});

test.each([
  [
    'in the same wave of applications',
    { 'cluster/applications/login.yaml': application('login', 0) },
    'Keycloak, which defines k8s.keycloak.org/Keycloak, is not applied before it',
  ],
  [
    'before the operator',
    { 'cluster/applications/software.yaml': application('software', 4) },
    'Keycloak, which defines k8s.keycloak.org/Keycloak, is not applied before it',
  ],
  [
    'of an operator that is not ordered',
    { 'cluster/login/logs.yaml': object('loki.grafana.com/v1', 'LokiStack', 'logs', 0) },
    'Loki, which defines loki.grafana.com/LokiStack, is not installed',
  ],
  [
    'of a group that only kinds share',
    { 'cluster/login/issuer.yaml': object('operator.openshift.io/v1alpha1', 'CertManager', 'cluster', 0) },
    'cert-manager, which defines operator.openshift.io/CertManager, is not installed',
  ],
  [
    'that nobody defines',
    { 'cluster/login/queue.yaml': object('queues.example.org/v1', 'Queue', 'queue', 0) },
    'it is not known what defines queues.example.org/Queue',
  ],
  [
    'of a chart in the same wave',
    {
      'cluster/applications/chart.yaml': chart('plugin-barman-cloud', 3, 'somewhere'),
      'cluster/login/archive.yaml': object('barmancloud.cnpg.io/v1', 'ObjectStore', 'archive', 0),
    },
    'the chart plugin-barman-cloud, which defines barmancloud.cnpg.io/ObjectStore, is not applied before it',
  ],
])('an object %s is found', (_, changed, reason) => {
  expect(reasons(changed)).toEqual([reason]);
});

test('a chart may stand for an operator where a release has none', () => {
  expect(
    reasons({
      'cluster/applications/chart.yaml': chart('external-secrets', 1, 'somewhere'),
      'cluster/login/store.yaml': object('external-secrets.io/v1', 'SecretStore', 'store', 0),
    }),
  ).toEqual([]);
});

test('an operator in the last wave is found: nobody waits for it', () => {
  expect(reasons({}, ['cluster/software/installed.yaml'])).toEqual([
    'software has nothing in a later wave, so Argo CD does not wait until it is installed',
  ]);
});
