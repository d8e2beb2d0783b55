import { qualifiedKind, type RenderedObject } from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

/** Kinds of objects that hold data, `<group>/<kind>`. */
export const dataKinds: ReadonlySet<string> = new Set([
  '/PersistentVolumeClaim',
  'barmancloud.cnpg.io/ObjectStore',
  'loki.grafana.com/LokiStack',
  'objectbucket.io/ObjectBucketClaim',
  'postgres-operator.crunchydata.com/PostgresCluster',
  'postgresql.cnpg.io/Cluster',
  'pxc.percona.com/PerconaXtraDBCluster',
]);

/** Kinds whose deletion deletes data. */
const holders: ReadonlySet<string> = new Set(['/Namespace', ...dataKinds]);

/** Whether data is deleted together with the object. */
export const holdsData = (object: RenderedObject): boolean => holders.has(qualifiedKind(object));

const annotation = 'argocd.argoproj.io/sync-options';
const kept: readonly string[] = ['Prune=false', 'Delete=false'];
const comparison = 'argocd.argoproj.io/compare-options';
const leftOver = 'IgnoreExtraneous';

const hasOption = ({ metadata: { annotations } }: RenderedObject, name: string, option: string): boolean =>
  (annotations[name] ?? '').split(',').includes(option);

/** Whether Argo CD leaves the object in the cluster when it is no longer rendered. */
export const staysWhenRemoved = (object: RenderedObject): boolean => hasOption(object, annotation, 'Prune=false');

/** Whether Argo CD deletes the object and makes it again at a change. */
export const isMadeAgain = (object: RenderedObject): boolean => hasOption(object, annotation, 'Force=true');

/**
 * Objects with data have annotations, so that Argo CD does not delete them when their file or their Application is
 * removed, and does not report objects that it keeps as out of sync. Source:
 * argoproj/argo-cd:docs/user-guide/sync-options.md and compare-options.md.
 */
export const keptObjectsRule: RenderedRule = {
  id: 'kept-objects',
  holds: 'objects with data are never pruned, nor deleted with their Application, and do not make it out of sync',
  findings: ({ objects }) =>
    objects.flatMap((object) => {
      const has = (name: string, option: string): boolean => hasOption(object, name, option);
      const place = describeObject(object);
      if (holdsData(object) && !kept.every((option) => has(annotation, option)))
        return [
          {
            place,
            reason: 'it holds data, and Argo CD would delete it when its file is removed',
            remedy: `give it the annotation ${annotation}: ${kept.join(',')}`,
          },
        ];
      return !staysWhenRemoved(object) || has(comparison, leftOver)
        ? []
        : [
            {
              place,
              reason: 'it is kept when its file is removed, and its Application would be out of sync from then on',
              remedy: `give it the annotation ${comparison}: ${leftOver}`,
            },
          ];
    }),
};
