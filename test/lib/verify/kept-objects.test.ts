import { keptObjectsRule } from '../../../lib/verify/kept-objects';
import { renderedFiles } from './rendered-files';

const places = (apiVersion: string, kind: string, options?: string, comparison = 'IgnoreExtraneous') =>
  keptObjectsRule
    .findings(
      renderedFiles({
        'cluster/library/data.yaml': `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: data, namespace: library${options === undefined ? '' : `, annotations: { argocd.argoproj.io/sync-options: '${options}', argocd.argoproj.io/compare-options: '${comparison}' }`} }
`,
      }),
    )
    .map(({ place }) => place);

const holders = [
  ['v1', 'Namespace'],
  ['v1', 'PersistentVolumeClaim'],
  ['barmancloud.cnpg.io/v1', 'ObjectStore'],
  ['loki.grafana.com/v1', 'LokiStack'],
  ['objectbucket.io/v1alpha1', 'ObjectBucketClaim'],
  ['postgres-operator.crunchydata.com/v1beta1', 'PostgresCluster'],
  ['postgresql.cnpg.io/v1', 'Cluster'],
  ['pxc.percona.com/v1', 'PerconaXtraDBCluster'],
] as const;

test.each(holders)('%s %s that would be pruned or deleted is found', (apiVersion, kind) => {
  expect(places(apiVersion, kind)).toEqual([`cluster/library/data.yaml ${kind} library/data`]);
  expect(places(apiVersion, kind, 'Prune=false')).toHaveLength(1);
  expect(places(apiVersion, kind, 'Prune=false,Delete=false')).toEqual([]);
});

test('what holds nothing is no matter, nor a cluster of somebody else', () => {
  expect(places('v1', 'ConfigMap')).toEqual([]);
  expect(places('cluster.x-k8s.io/v1', 'Cluster')).toEqual([]);
});

test('what is kept, whatever it is, does not keep its application from being in sync', () => {
  expect(places('v1', 'ConfigMap', 'Prune=false,Delete=false', 'ServerSideDiff=true')).toEqual([
    'cluster/library/data.yaml ConfigMap library/data',
  ]);
  expect(places('v1', 'ConfigMap', 'Prune=false,Delete=false', 'ServerSideDiff=true,IgnoreExtraneous')).toEqual([]);
});
