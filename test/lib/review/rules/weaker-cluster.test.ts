import { exampleManifest } from '../../../../lib/review/example-files';
import { findingLines } from '../../../support/review-files';

const object = (apiVersion: string, kind: string, fields: object) =>
  exampleManifest('cluster/it', { apiVersion, kind, metadata: { name: 'it' }, ...fields });

const lines = (apiVersion: string, kind: string, before: object, after: object) =>
  findingLines({ before: object(apiVersion, kind, before), after: object(apiVersion, kind, after) });

test.each<[string, string, string, object, object, string]>([
  [
    'alerts of services that nobody reads',
    'v1',
    'ConfigMap',
    { data: { 'config.yaml': 'enableUserWorkload: true\n' } },
    { data: { 'config.yaml': 'enableUserWorkload: false\n' } },
    'weakens: ConfigMap it watches no services any more: their metrics and alerts are gone',
  ],
  [
    'metrics that are kept for hours',
    'v1',
    'ConfigMap',
    { data: { 'config.yaml': 'prometheusK8s: { retention: 15d }\n' } },
    { data: { 'config.yaml': 'prometheusK8s: { retention: 15h }\n' } },
    'weakens: ConfigMap it keeps metrics for 15h in place of 15d',
  ],
  [
    'Argo CD without a login',
    'argoproj.io/v1beta1',
    'ArgoCD',
    { spec: { usersAnonymousEnabled: false } },
    { spec: { usersAnonymousEnabled: true } },
    'lets-in: ArgoCD it lets everybody in without a login',
  ],
  [
    'a role in Argo CD for everybody',
    'argoproj.io/v1beta1',
    'ArgoCD',
    { spec: { rbac: { defaultPolicy: '' } } },
    { spec: { rbac: { defaultPolicy: 'role:admin' } } },
    'lets-in: ArgoCD it gives everybody who logs in role:admin',
  ],
  [
    'rights in Argo CD',
    'argoproj.io/v1beta1',
    'ArgoCD',
    { spec: { rbac: { policy: 'g, a, role:admin\n' } } },
    { spec: { rbac: { policy: 'g, a, role:admin\ng, b, role:admin\n' } } },
    'lets-in: ArgoCD it has the rights, too: g, b, role:admin',
  ],
  [
    'signatures that nobody verifies',
    'argoproj.io/v1beta1',
    'ArgoCD',
    { spec: { repo: { env: [{ name: 'ARGOCD_GPG_ENABLED', value: 'true' }] } } },
    { spec: { repo: {} } },
    'weakens: ArgoCD it verifies no signatures, also for projects that demand them',
  ],
  [
    'changes by hand that stay',
    'argoproj.io/v1alpha1',
    'Application',
    { spec: { syncPolicy: { automated: { selfHeal: true } } } },
    { spec: { syncPolicy: { automated: { selfHeal: false } } } },
    'weakens: delivery of it leaves what somebody changes by hand in the cluster',
  ],
  [
    'a database whose writes nobody archives',
    'postgresql.cnpg.io/v1',
    'Cluster',
    { spec: { instances: 3, plugins: [{ name: 'barman', isWALArchiver: true }] } },
    { spec: { instances: 3 } },
    'weakens: database it no longer archives what is written: nothing newer than the last copy can be restored',
  ],
  [
    'a database that waits for nobody',
    'postgresql.cnpg.io/v1',
    'Cluster',
    { spec: { instances: 3, postgresql: { synchronous: { method: 'any', number: 1 } } } },
    { spec: { instances: 3, postgresql: {} } },
    'weakens: database it waits less for its second instance: the last writes are lost if the first fails',
  ],
  [
    'a database on one machine',
    'postgresql.cnpg.io/v1',
    'Cluster',
    { spec: { instances: 3, affinity: { podAntiAffinityType: 'required' } } },
    { spec: { instances: 3, affinity: { podAntiAffinityType: 'preferred' } } },
    'weakens: database it may have all its instances on one machine',
  ],
  [
    'a database without a budget',
    'postgresql.cnpg.io/v1',
    'Cluster',
    { spec: { instances: 3, enablePDB: true } },
    { spec: { instances: 3, enablePDB: false } },
    'weakens: database it lets all its instances be stopped at once when machines are drained',
  ],
  [
    'a database that writes nothing at once',
    'postgresql.cnpg.io/v1',
    'Cluster',
    { spec: { postgresql: { parameters: { fsync: 'on' } } } },
    { spec: { postgresql: { parameters: { fsync: 'off' } } } },
    'loses-data: database it has fsync off: what it has confirmed is lost if its machine fails',
  ],
  [
    'logins without a password',
    'postgresql.cnpg.io/v1',
    'Cluster',
    { spec: { postgresql: { pg_hba: ['hostssl app app all scram-sha-256'] } } },
    { spec: { postgresql: { pg_hba: ['hostssl app app all scram-sha-256', 'host all all all trust'] } } },
    'lets-in: database it also takes logins by host all all all trust',
  ],
  [
    'a volume that is deleted with its file',
    'v1',
    'PersistentVolumeClaim',
    { metadata: { name: 'it', annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' } } },
    { metadata: { name: 'it', annotations: { 'argocd.argoproj.io/sync-options': 'Delete=false' } } },
    'weakens: volume it is deleted with what it holds as soon as it is not rendered, and stayed before',
  ],
  [
    'a volume that is made again',
    'v1',
    'PersistentVolumeClaim',
    {},
    { metadata: { name: 'it', annotations: { 'argocd.argoproj.io/sync-options': 'Force=true' } } },
    'loses-data: volume it is deleted and made again at each change',
  ],
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
