import { staysWhenRemoved } from '../../verify/kept-objects';
import type { ObjectChange } from '../changes';
import { holdsDataKind } from '../kept-data';
import { textAt } from '../value-at';
import type { ReviewRule } from '../review-rule';
import { objectSubject } from '../subjects';

/** An object of the cluster that holds data and is no longer rendered. */
export const removedDataRule: ReviewRule = {
  id: 'removed-data',
  finds: 'a volume, database or archive that is no longer rendered',
  class: 'loses-data',
  why: 'Argo CD deletes what is no longer rendered, unless it is marked to stay; what stays is unused.',
  remedy: 'Keep it, or make a backup that outlives it, and delete what stays behind as the runbook says.',
  dangerous: { before: claim(false), after: {} },
  harmless: { before: {}, after: claim(true) },
  findings: ({ objects }) =>
    objects
      .filter(({ kind, after }) => holdsDataKind(kind) && after === undefined)
      .map((change) => {
        const stays = change.before !== undefined && (staysWhenRemoved(change.before) || isRetained(change));
        return {
          class: stays ? ('irreversible' as const) : ('loses-data' as const),
          layer: 'cluster' as const,
          subject: objectSubject(change),
          what: stays ? 'is no longer used: it stays in the cluster, unmanaged' : 'is deleted with what it holds',
          targets: [{ change }],
        };
      }),
};

/** Whether the server keeps a database of CloudNativePG without its object, as it does unless that says otherwise. */
const isRetained = ({ kind, before }: ObjectChange): boolean =>
  kind === 'postgresql.cnpg.io/Database' && textAt(before, ['spec', 'databaseReclaimPolicy']) !== 'delete';

function claim(kept: boolean): Readonly<Record<string, string>> {
  return {
    'cluster/wiki/data.yaml': `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: wiki-data
  namespace: wiki
${kept ? '  annotations: { argocd.argoproj.io/sync-options: Prune=false }\n' : ''}spec:
  resources: { requests: { storage: 5Gi } }
`,
  };
}
