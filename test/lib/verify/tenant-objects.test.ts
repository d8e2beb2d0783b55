import { stringify } from 'yaml';
import { tenantObjectsRule } from '../../../lib/verify/tenant-objects';
import { arnOf, bucketOf, library } from './library';

const object = (
  apiVersion: string,
  kind: string,
  fields: Readonly<Record<string, unknown>>,
  namespace = 'maps',
): string => stringify({ apiVersion, kind, metadata: { name: 'tiles', namespace }, ...fields });

const findings = (text: string) => tenantObjectsRule.findings(library({ 'cluster/maps/tiles.yaml': text }));
const reasons = (text: string) => findings(text).map(({ reason }) => reason);

const roleArn = (name: string) => arnOf('iam', `role/${name}`);
const account = (name: string): string =>
  stringify({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'tiles', namespace: 'maps', annotations: { 'eks.amazonaws.com/role-arn': roleArn(name) } },
  });
const external = (spec: Readonly<Record<string, unknown>>) =>
  object('external-secrets.io/v1', 'ExternalSecret', { spec });
const reading = (key: string) => external({ data: [{ secretKey: 'a', remoteRef: { key } }] });
const store = (destinationPath: string) =>
  object('barmancloud.cnpg.io/v1', 'ObjectStore', { spec: { configuration: { destinationPath } } });
const postgres = (spec: Readonly<Record<string, unknown>>) => object('postgresql.cnpg.io/v1', 'Cluster', { spec });
const crunchy = (path: string) =>
  object('postgres-operator.crunchydata.com/v1beta1', 'PostgresCluster', {
    spec: {
      backups: {
        pgbackrest: {
          global: { 'repo1-path': path },
          repos: [{ name: 'repo1', s3: { bucket: backups } }, { name: 'repo2' }],
        },
      },
    },
  });
const percona = (bucket: string, prefix?: string) =>
  object('pxc.percona.com/v1', 'PerconaXtraDBCluster', {
    spec: { backup: { storages: { archive: { s3: { bucket, prefix } }, disk: { type: 'filesystem' } } } },
  });
const pod = (env: Readonly<Record<string, string>>) =>
  object('apps/v1', 'Deployment', {
    spec: {
      template: {
        spec: { containers: [{ name: 'tiles', env: Object.entries(env).map(([name, value]) => ({ name, value })) }] },
      },
    },
  });

const backups = bucketOf('database-backups');
const others = bucketOf('tenant-maps-archive');

test.each([
  ['a role of another tenant', account('library-maps-archive-tiles'), 'is no role of tenant maps'],
  ['a role of another that is not rendered', account('library-maps-archive-secrets'), 'is no role of tenant maps'],
  ['a role of the platform', account('library-platform-secrets'), 'is no role of tenant maps'],
  ['a role in a variable', pod({ AWS_ROLE_ARN: roleArn('library-maps-archive-tiles') }), 'is no role of tenant maps'],
  ['a secret of another tenant', reading('library/maps-archive/tiles'), 'is not below library/maps/'],
  ['a secret of the platform', reading('library/platform/login'), 'is not below library/maps/'],
  [
    'all of a secret of another',
    external({ dataFrom: [{ extract: { key: 'library/maps-archive/x' } }] }),
    'is not below',
  ],
  [
    'secrets by a path that others begin with',
    external({ dataFrom: [{ find: { path: 'library/maps' } }] }),
    'does not end with a slash',
  ],
  ['secrets anywhere', external({ dataFrom: [{ find: { name: { regexp: '.*' } } }] }), 'looks for secrets anywhere'],
  [
    'a store of the whole cluster',
    external({ secretStoreRef: { kind: 'ClusterSecretStore', name: 'all' } }),
    'reads through a ClusterSecretStore',
  ],
  [
    'a store of the whole cluster for one value',
    external({ data: [{ sourceRef: { storeRef: { kind: 'ClusterSecretStore', name: 'all' } } }] }),
    'reads through a ClusterSecretStore',
  ],
  [
    'a secret of another that it writes',
    object('external-secrets.io/v1alpha1', 'PushSecret', {
      spec: { data: [{ match: { remoteRef: { remoteKey: 'library/maps-archive/tiles' } } }] },
    }),
    'is not below library/maps/',
  ],
  ['an archive of another tenant', store(`s3://${backups}/maps-archive/tiles`), 'is not below maps/'],
  ['an archive that is the whole bucket', store(`s3://${backups}`), 'is not below maps/'],
  ['an archive in another account', store('s3://elsewhere/maps/tiles'), 'is not a bucket of this environment'],
  [
    'an archive of another to recover from',
    postgres({ externalClusters: [{ barmanObjectStore: { destinationPath: `s3://${backups}/maps-archive/tiles` } }] }),
    'is not below maps/',
  ],
  ['a repository of another tenant', crunchy('/maps-archive/tiles'), 'is not below maps/'],
  ['a repository without a folder', crunchy('/'), 'is not below maps/'],
  ['a storage of another tenant', percona(`${backups}/maps-archive/tiles`), 'is not below maps/'],
  ['a storage by its prefix', percona(backups, 'maps-archive/tiles'), 'is not below maps/'],
  ['dumps of another tenant', pod({ BUCKET: backups, PREFIX: 'maps-archive/tiles' }), 'is not below maps/'],
  ['dumps without a folder', pod({ BUCKET: backups }), 'is not below maps/'],
  ['the bucket of another tenant', pod({ UPLOADS: `${others}/tiles` }), 'is the bucket of tenant maps-archive'],
  [
    'the bucket of another that is not rendered',
    pod({ UPLOADS: bucketOf('tenant-maps-old') }),
    'is the bucket of tenant maps-old',
  ],
  ['the password of a cache that another has alone', reading('library/caches/forum'), 'is not below library/maps/'],
])('an object of a tenant that names %s is found', (_, text, reason) => {
  const [found, ...more] = reasons(text);
  expect(found).toContain(reason);
  expect(more).toEqual([]);
});

test.each([
  ['its role', account('library-maps-tiles')],
  ['its secret', reading('library/maps/tiles')],
  ['its secrets by their path', external({ dataFrom: [{ find: { path: 'library/maps/' } }] })],
  ['the password of the cache that it has alone', reading('library/caches/general')],
  ['its store', external({ secretStoreRef: { name: 'aws' } })],
  ['its archive', store(`s3://${backups}/maps/tiles`)],
  ['its repository', crunchy('/maps/tiles')],
  ['its storage', percona(`${backups}/maps`, '/tiles/')],
  ['its dumps', pod({ BUCKET: backups, PREFIX: 'maps/tiles' })],
  ['its bucket', pod({ UPLOADS: `${bucketOf('tenant-maps')}/tiles` })],
  ['data of the world', pod({ SOURCE: 's3://open-data/tiles' })],
])('an object of a tenant that names %s is taken', (_, text) => {
  expect(reasons(text)).toEqual([]);
});

test('objects of the platform may name what is everybody’s', () => {
  expect(reasons(object('v1', 'ConfigMap', { data: { bucket: others } }, 'logs'))).toEqual([]);
});

test('a store of the whole cluster for every namespace is found wherever it is', () => {
  const all = (spec: object) =>
    stringify({ apiVersion: 'external-secrets.io/v1', kind: 'ClusterSecretStore', metadata: { name: 'all' }, spec });
  expect(findings(all({}))).toEqual([
    {
      place: 'cluster/maps/tiles.yaml ClusterSecretStore all',
      reason: 'lets every namespace read whatever its role may read',
      remedy: 'use a store in each namespace',
    },
  ]);
  expect(reasons(all({ conditions: [{ namespaces: ['logs'] }] }))).toEqual([]);
  expect(reasons(all({ conditions: [{ namespaces: ['logs', 'maps'] }] }))).toEqual([
    'lets maps read whatever its role may read',
  ]);
  expect(reasons(all({ conditions: [{ namespaceRegexes: ['.*'] }, { namespaceSelector: {} }] }))).toEqual([
    'lets namespaces by namespaceRegexes read whatever its role may read',
    'lets namespaces by namespaceSelector read whatever its role may read',
  ]);
});
