import { exampleManifest } from '../../../../lib/review/example-files';
import { findingLines } from '../../../support/review-files';

const object = (apiVersion: string, kind: string, fields: object) =>
  exampleManifest('cluster/it', { apiVersion, kind, metadata: { name: 'it' }, ...fields });

const lines = (apiVersion: string, kind: string, before: object, after: object) =>
  findingLines({ before: object(apiVersion, kind, before), after: object(apiVersion, kind, after) });

test.each<[string, string, string, object, object, string]>([
  [
    'etcd without encryption',
    'config.openshift.io/v1',
    'APIServer',
    { spec: { encryption: { type: 'aescbc' } } },
    { spec: {} },
    'weakens: APIServer it writes secrets into etcd unencrypted',
  ],
  [
    'a store for repositories less',
    'apps.gitlab.com/v1beta1',
    'GitLab',
    { spec: { chart: { values: { global: { gitaly: { internal: { names: ['default', 'shard-2'] } } } } } } },
    { spec: { chart: { values: { global: { gitaly: { internal: { names: ['default'] } } } } } } },
    'loses-data: GitLab it has no store shard-2 for repositories: those in it cannot be opened, and their disk stays unused',
  ],
  [
    'logs that are kept for a week',
    'loki.grafana.com/v1',
    'LokiStack',
    { spec: { limits: { tenants: { audit: { retention: { days: 90 } } } } } },
    { spec: { limits: { tenants: { audit: { retention: { days: 7 } } } } } },
    'weakens: LokiStack it keeps logs of audit for 7 days in place of 90',
  ],
  [
    'machines that AWS may take back',
    'machine.openshift.io/v1beta1',
    'MachineSet',
    { spec: { template: { spec: { providerSpec: { value: { instanceType: 'm7g.large' } } } } } },
    {
      spec: { template: { spec: { providerSpec: { value: { instanceType: 'm7g.large', spotMarketOptions: {} } } } } },
    },
    'interrupts: machines it are bought on the spot market: AWS takes them back with two minutes’ notice',
  ],
  [
    'other images for jobs that have secrets',
    'argoproj.io/v1alpha1',
    'Application',
    { spec: { source: { helm: { valuesObject: { config: 'allowed_images = ["registry.example/releases/*"]' } } } } },
    { spec: { source: { helm: { valuesObject: { config: 'allowed_images = ["registry.example/*"]' } } } } },
    'lets-in: delivery of it lets jobs run registry.example/*, with the secrets of its runners',
  ],
  [
    'another proxy',
    'config.openshift.io/v1',
    'Proxy',
    { spec: { httpProxy: 'http://10.0.0.9:3128' } },
    { spec: { httpProxy: 'http://203.0.113.9:3128' } },
    'lets-in: Proxy it sends requests of the cluster through http://203.0.113.9:3128',
  ],
  [
    'a proxy whose authority is trusted no more',
    'config.openshift.io/v1',
    'Proxy',
    { spec: { trustedCA: { name: 'user-ca-bundle' } } },
    { spec: {} },
    'interrupts: Proxy it no longer trusts the authorities that were added: calls that need them fail',
  ],
  [
    'another authority',
    'v1',
    'ConfigMap',
    { data: { 'ca-bundle.crt': '-----BEGIN CERTIFICATE-----\nb25l\n-----END CERTIFICATE-----\n' } },
    {
      data: {
        'ca-bundle.crt':
          '-----BEGIN CERTIFICATE-----\nb25l\n-----END CERTIFICATE-----\n-----BEGIN CERTIFICATE-----\ndHdv\n-----END CERTIFICATE-----\n',
      },
    },
    'lets-in: ConfigMap it trusts another authority, which can answer as any server',
  ],
  [
    'audit turned off',
    'config.openshift.io/v1',
    'APIServer',
    { spec: {} },
    { spec: { audit: { profile: 'None' } } },
    'weakens: APIServer it writes down less of who did what by the API',
  ],
  [
    'an operator that updates itself',
    'operators.coreos.com/v1alpha1',
    'Subscription',
    { spec: { installPlanApproval: 'Manual' } },
    { spec: { installPlanApproval: 'Automatic' } },
    'weakens: Subscription it installs each new version by itself',
  ],
  [
    'an older operator',
    'operators.coreos.com/v1alpha1',
    'Subscription',
    { spec: { startingCSV: 'cloudnative-pg.v1.30.1' } },
    { spec: { startingCSV: 'cloudnative-pg.v1.29.0' } },
    'loses-data: Subscription it goes back from version 1.30.1 to 1.29.0',
  ],
  [
    'certificates for tests',
    'cert-manager.io/v1',
    'ClusterIssuer',
    { spec: { acme: { server: 'https://acme-v02.api.letsencrypt.org/directory' } } },
    { spec: { acme: { server: 'https://acme-staging-v02.api.letsencrypt.org/directory' } } },
    'interrupts: ClusterIssuer it gives certificates for tests, which no browser trusts',
  ],
  [
    'another answer to challenges',
    'cert-manager.io/v1',
    'ClusterIssuer',
    { spec: { acme: { solvers: [{ dns01: { rfc2136: { nameserver: 'ns1.commons.example:53' } } }] } } },
    { spec: { acme: { solvers: [{ dns01: { rfc2136: { nameserver: 'ns1.other.example:53' } } }] } } },
    'watch: ClusterIssuer it answers challenges elsewhere: whoever writes there gets certificates',
  ],
  [
    'disks that go with their claims',
    'storage.k8s.io/v1',
    'StorageClass',
    { reclaimPolicy: 'Retain' },
    { reclaimPolicy: 'Delete' },
    'loses-data: StorageClass it deletes a disk with its claim, and kept it before',
  ],
  [
    'delivery of nothing',
    'argoproj.io/v1alpha1',
    'Application',
    { spec: { syncPolicy: { automated: { prune: true } } } },
    { spec: { syncPolicy: { automated: { prune: true, allowEmpty: true } } } },
    'loses-data: delivery of it deletes everything if nothing is rendered for it, and refused to',
  ],
  [
    'a smaller quota',
    'v1',
    'ResourceQuota',
    { spec: { hard: { 'requests.memory': '2Gi' } } },
    { spec: { hard: { 'requests.memory': '512Mi' } } },
    'watch: ResourceQuota it allows requests.memory of 512Mi in place of 2Gi',
  ],
])('%s is said', (_, apiVersion, kind, before, after, line) => {
  expect(lines(apiVersion, kind, before, after)).toContain(line);
});

test('the other way round nothing is said', () => {
  expect(
    lines('config.openshift.io/v1', 'APIServer', { spec: {} }, { spec: { encryption: { type: 'aesgcm' } } }),
  ).toEqual([]);
  expect(lines('v1', 'ResourceQuota', { spec: { hard: { pods: '9' } } }, { spec: { hard: { pods: '10' } } })).toEqual(
    [],
  );
});

test('what guards machines by being there is said when it goes', () => {
  const check = object('machine.openshift.io/v1beta1', 'MachineHealthCheck', { spec: {} });
  expect(findingLines({ before: check, after: {} })).toContain(
    'weakens: MachineHealthCheck it no longer replaces broken machines',
  );
});
