import { stringify } from 'yaml';
import { namedObjectsRule } from '../../../lib/verify/named-objects';
import { renderedFiles } from './rendered-files';

const object = (apiVersion: string, kind: string, name: string, more: object = {}, namespace = 'wiki') => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
  ...more,
});

const found = (...objects: readonly object[]): readonly string[] => foundBeside([], objects);

const foundBeside = (waiting: readonly string[], objects: readonly object[]): readonly string[] => {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'wiki' } };
  const text = [namespace, ...objects].map((each) => stringify(each)).join('---\n');
  return namedObjectsRule.findings({ ...renderedFiles({ 'wiki.yaml': text }), waiting }).map(({ reason }) => reason);
};

const pods = (spec: object) => object('apps/v1', 'Deployment', 'web', { spec: { template: { spec } } });
const variable = (valueFrom: object) => pods({ containers: [{ name: 'web', env: [{ name: 'A', valueFrom }] }] });
const volume = (source: object) => pods({ containers: [], volumes: [{ name: 'a', ...source }] });

const settings = object('v1', 'ConfigMap', 'settings', { data: { a: '1' } });
const password = object('external-secrets.io/v1', 'ExternalSecret', 'login', {
  spec: { target: { name: 'password' }, data: [{ secretKey: 'it', remoteRef: { key: 'wiki' } }] },
});
const database = object('postgresql.cnpg.io/v1', 'Cluster', 'db', { spec: { bootstrap: { initdb: {} } } });

test.each<[string, object, readonly object[], string]>([
  [
    'a ServiceAccount',
    pods({ serviceAccountName: 'web' }),
    [object('v1', 'ServiceAccount', 'web')],
    'ServiceAccount web',
  ],
  [
    'a key of a ConfigMap',
    variable({ configMapKeyRef: { name: 'settings', key: 'a' } }),
    [settings],
    'ConfigMap settings',
  ],
  ['a key of a Secret', variable({ secretKeyRef: { name: 'password', key: 'it' } }), [password], 'Secret password'],
  [
    'a file of a Secret',
    volume({ secret: { secretName: 'password', items: [{ key: 'it' }] } }),
    [password],
    'Secret password',
  ],
  [
    'a volume',
    volume({ persistentVolumeClaim: { claimName: 'files' } }),
    [object('v1', 'PersistentVolumeClaim', 'files', { spec: { storageClassName: 'gp3-csi' } })],
    'PersistentVolumeClaim files',
  ],
  ['what CloudNativePG makes', variable({ secretKeyRef: { name: 'db-app', key: 'uri' } }), [database], 'Secret db-app'],
  [
    'what Crunchy’s operator makes',
    variable({ secretKeyRef: { name: 'db-pguser-app', key: 'uri' } }),
    [object('postgres-operator.crunchydata.com/v1', 'PostgresCluster', 'db', { spec: { users: [{ name: 'app' }] } })],
    'Secret db-pguser-app',
  ],
  [
    'a cluster of databases',
    object('postgresql.cnpg.io/v1', 'Pooler', 'it', { spec: { cluster: { name: 'db' } } }),
    [database],
    'Cluster db',
  ],
  [
    'an archive',
    object('postgresql.cnpg.io/v1', 'Cluster', 'b', {
      spec: { plugins: [{ parameters: { barmanObjectName: 'it' } }] },
    }),
    [object('barmancloud.cnpg.io/v1', 'ObjectStore', 'it')],
    'ObjectStore it',
  ],
  [
    'a store of secrets',
    object('external-secrets.io/v1', 'ExternalSecret', 'it', { spec: { secretStoreRef: { name: 'aws' } } }),
    [object('external-secrets.io/v1', 'SecretStore', 'aws')],
    'SecretStore aws',
  ],
  [
    'whom a store reads as',
    object('external-secrets.io/v1', 'SecretStore', 'it', {
      spec: { auth: { jwt: { serviceAccountRef: { name: 'reader' } } } },
    }),
    [object('v1', 'ServiceAccount', 'reader')],
    'ServiceAccount reader',
  ],
  [
    'an issuer',
    object('cert-manager.io/v1', 'Certificate', 'it', {
      spec: { secretName: 'tls', issuerRef: { name: 'ca', kind: 'ClusterIssuer' } },
    }),
    [{ apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', metadata: { name: 'ca' } }],
    'ClusterIssuer ca',
  ],
  [
    'a certificate of a Route',
    object('route.openshift.io/v1', 'Route', 'it', { spec: { tls: { externalCertificate: { name: 'tls' } } } }),
    [
      object('cert-manager.io/v1', 'Certificate', 'it', {
        spec: { secretName: 'tls', issuerRef: { name: 'ca' } },
      }),
      object('cert-manager.io/v1', 'Issuer', 'ca'),
    ],
    'Secret tls',
  ],
  [
    'where Argo CD delivers',
    object(
      'argoproj.io/v1alpha1',
      'Application',
      'it',
      { spec: { destination: { namespace: 'blog' } } },
      'openshift-gitops',
    ),
    [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'blog' } }],
    'Namespace blog',
  ],
  [
    'a project of Argo CD',
    object('argoproj.io/v1alpha1', 'Application', 'it', { spec: { project: 'wiki' } }, 'openshift-gitops'),
    [object('argoproj.io/v1alpha1', 'AppProject', 'wiki', {}, 'openshift-gitops')],
    'AppProject wiki',
  ],
])('%s is there, or it is said', (_, naming, there, what) => {
  expect(found(naming, ...there)).toEqual([]);
  expect(found(naming)).toEqual([`names the ${what}, which is not there`]);
});

test('a key that nobody has is said with those that are there', () => {
  expect(found(settings, variable({ configMapKeyRef: { name: 'settings', key: 'b' } }))).toEqual([
    'reads b of the ConfigMap settings, which has a',
  ]);
  expect(found(password, volume({ secret: { secretName: 'password', items: [{ key: 'other' }] } }))).toEqual([
    'reads other of the Secret password, which has it',
  ]);
  expect(found(database, variable({ secretKeyRef: { name: 'db-app', key: 'url' } }))).toEqual([
    expect.stringMatching(/^reads url of the Secret db-app, which has username, /),
  ]);
});

test('a database whose password is given has no Secret of its operator', () => {
  const given = object('postgresql.cnpg.io/v1', 'Cluster', 'db', {
    spec: { bootstrap: { initdb: { secret: { name: 'password' } } } },
  });
  expect(found(given, password, variable({ secretKeyRef: { name: 'db-app', key: 'uri' } }))).toEqual([
    'names the Secret db-app, which is not there',
  ]);
});

test('what is optional, in another namespace, or OpenShift’s own is not judged', () => {
  expect(found(variable({ secretKeyRef: { name: 'no', key: 'a', optional: true } }))).toEqual([]);
  expect(found(volume({ secret: { secretName: 'no', optional: true } }))).toEqual([]);
  expect(found(volume({ configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt' }] } }))).toEqual([]);
  expect(found(pods({ serviceAccountName: 'default', priorityClassName: 'system-node-critical' }))).toEqual([]);
  const elsewhere = { spec: { secretName: 'made-by-openshift' } };
  expect(found(object('v1', 'Pod', 'it', elsewhere, 'openshift-ingress'))).toEqual([]);
});

test('keys that somebody has chosen are no fields', () => {
  const data = { secret: 'a word', serviceAccountName: 'web' };
  expect(found(object('v1', 'ConfigMap', 'words', { data }))).toEqual([]);
  const spec = { target: { template: { data: { secret: '{{ .it }}' } } }, data: [] };
  expect(found(object('external-secrets.io/v1', 'ExternalSecret', 'words', { spec }))).toEqual([]);
});

test('a class may come with what still waits for a fact', () => {
  const claim = object('v1', 'PersistentVolumeClaim', 'files', { spec: { storageClassName: 'standard' } });
  const said = ['names the StorageClass standard, which is not there'];
  expect(found(claim)).toEqual(said);
  expect(foundBeside(['aws/production-cluster.template.json'], [claim])).toEqual(said);
  expect(foundBeside(['cluster/storage'], [claim])).toEqual([]);
  // A namespace is rendered as a whole.
  expect(foundBeside(['cluster/storage'], [pods({ serviceAccountName: 'web' })])).toHaveLength(1);
});
