import { parseAllDocuments } from 'yaml';
import { objectSchema } from '../../lib/rendered';
import { objectEntries } from '../../lib/stateful-objects';

const entries = (text: string) =>
  objectEntries(
    'maps',
    parseAllDocuments(text).map((document) => objectSchema.parse(document.toJS())),
  );

const object = (apiVersion: string, kind: string, spec = '{}', namespace = ', namespace: maps') => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: tiles${namespace} }
spec: ${spec}
`;

test.each([
  ['v1', 'PersistentVolumeClaim', 'maps/PersistentVolumeClaim/tiles'],
  ['apps.gitlab.com/v1beta1', 'GitLab', 'maps/GitLab.apps.gitlab.com/tiles'],
  ['barmancloud.cnpg.io/v1', 'ObjectStore', 'maps/ObjectStore.barmancloud.cnpg.io/tiles'],
  ['loki.grafana.com/v1', 'LokiStack', 'maps/LokiStack.loki.grafana.com/tiles'],
  ['objectbucket.io/v1alpha1', 'ObjectBucketClaim', 'maps/ObjectBucketClaim.objectbucket.io/tiles'],
  [
    'postgres-operator.crunchydata.com/v1beta1',
    'PostgresCluster',
    'maps/PostgresCluster.postgres-operator.crunchydata.com/tiles',
  ],
  ['postgresql.cnpg.io/v1', 'Cluster', 'maps/Cluster.postgresql.cnpg.io/tiles'],
  ['postgresql.cnpg.io/v1', 'Database', 'maps/Database.postgresql.cnpg.io/tiles'],
  ['pxc.percona.com/v1', 'PerconaXtraDBCluster', 'maps/PerconaXtraDBCluster.pxc.percona.com/tiles'],
])('%s %s holds data', (apiVersion, kind, id) => {
  expect(entries(object(apiVersion, kind))).toEqual([{ place: 'cluster/maps', id }]);
});

test('a volume is in no namespace', () => {
  expect(entries(object('v1', 'PersistentVolume', '{}', ''))).toEqual([
    { place: 'cluster/maps', id: 'PersistentVolume/tiles' },
  ]);
});

test('a StatefulSet holds data in each of its claims, and none without them', () => {
  const spec = '{ volumeClaimTemplates: [{ metadata: { name: data } }, { metadata: { name: log } }] }';
  expect(entries(object('apps/v1', 'StatefulSet', spec)).map(({ id }) => id)).toEqual([
    'maps/StatefulSet.apps/tiles/data',
    'maps/StatefulSet.apps/tiles/log',
  ]);
  expect(entries(object('apps/v1', 'StatefulSet'))).toEqual([]);
});

test('what holds nothing is not listed, nor what another group calls the same', () => {
  expect(entries(`${object('v1', 'ConfigMap')}---${object('cluster.x-k8s.io/v1', 'Cluster')}`)).toEqual([]);
  expect(entries(object('apps/v1', 'Deployment', '{ volumeClaimTemplates: [{ metadata: { name: data } }] }'))).toEqual(
    [],
  );
});
