import { qualifiedKind } from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

/** Kinds whose deletion deletes data. */
const holders: ReadonlySet<string> = new Set([
  '/Namespace',
  '/PersistentVolumeClaim',
  'barmancloud.cnpg.io/ObjectStore',
  'loki.grafana.com/LokiStack',
  'postgres-operator.crunchydata.com/PostgresCluster',
  'postgresql.cnpg.io/Cluster',
  'pxc.percona.com/PerconaXtraDBCluster',
]);

const annotation = 'argocd.argoproj.io/sync-options';
const kept: readonly string[] = ['Prune=false', 'Delete=false'];

/** Objects with data are annotated so that Argo CD does not delete them when their file or their Application is removed. */
export const keptObjectsRule: RenderedRule = {
  id: 'kept-objects',
  holds: 'what holds data is never pruned, nor deleted with its application',
  findings: ({ objects }) =>
    objects.flatMap((object) => {
      const options = (object.metadata.annotations[annotation] ?? '').split(',');
      return !holders.has(qualifiedKind(object)) || kept.every((option) => options.includes(option))
        ? []
        : [
            {
              place: describeObject(object),
              reason: 'it holds data, and Argo CD would delete it when its file is gone',
              remedy: `give it the annotation ${annotation}: ${kept.join(',')}`,
            },
          ];
    }),
};
