import { ignoredWhenLeftOver } from '../../base/delivery/sync';

/**
 * Annotation for StorageClasses, whose fields are immutable: for a change Argo CD deletes the object and creates it again at
 * once (`Force`). This works only with client-side apply. Volumes are not affected: their StorageClass is only read when
 * they are created and when they grow. A StorageClass is never pruned, because without it its volumes cannot grow.
 * Source: argoproj/argo-cd:docs/user-guide/sync-options.md.
 */
export const replacedWhenChanged: Readonly<Record<string, string>> = {
  ...ignoredWhenLeftOver,
  'argocd.argoproj.io/sync-options': 'Force=true,ServerSideApply=false,Prune=false,Delete=false',
};
