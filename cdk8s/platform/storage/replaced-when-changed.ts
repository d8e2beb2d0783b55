import { ignoredWhenLeftOver } from '../../base/delivery/sync';

/**
 * Annotations for objects whose fields cannot be changed: Argo CD takes the old one away and makes the new one in the same
 * breath. It must apply them itself, because the server knows no force. Volumes do not notice: they read their class
 * when they are made and when they grow. Nor is a class ever pruned, because without it no volume of it can grow.
 * Source: argoproj/argo-cd:docs/user-guide/sync-options.md.
 */
export const replacedWhenChanged: Readonly<Record<string, string>> = {
  ...ignoredWhenLeftOver,
  'argocd.argoproj.io/sync-options': 'Force=true,ServerSideApply=false,Prune=false,Delete=false',
};
