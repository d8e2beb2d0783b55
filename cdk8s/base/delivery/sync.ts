/**
 * Sync waves of the objects of one application, in the order in which Argo CD applies them. Argo CD waits until a wave is
 * healthy before it applies the next, but does not wait for the last one. A namespace comes first, then Argo CD's
 * RoleBinding in it, then the other objects of the namespace.
 */
export const objectWaves = {
  namespaces: -2,
  access: -1,
  foundations: 0,
  identity: 1,
  data: 2,
  workloads: 3,
  afterWorkloads: 4,
} as const;

/** Sync waves of the applications themselves, in the order in which Argo CD applies them. */
export const applicationWaves = {
  operators: 0,
  operatorCharts: 1,
  platform: 2,
  data: 3,
  services: 4,
  tenants: 5,
} as const;

/** Sync wave of the AppProjects, which must exist before any application. */
export const beforeAllWaves = -1;

/** Annotation that puts an object into a sync wave; empty for wave 0, which is Argo CD's default. */
export const inWave = (wave: number): Record<string, string> =>
  wave === 0 ? {} : { 'argocd.argoproj.io/sync-wave': String(wave) };

/** Annotations of a Job that Argo CD deletes and creates again at each sync, and whose end it waits for. */
export const syncHook: Readonly<Record<string, string>> = {
  'argocd.argoproj.io/hook': 'Sync',
  'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
};

/** Without it, an application is `OutOfSync` for as long as something stays that its folder does not hold any more. */
export const ignoredWhenLeftOver: Readonly<Record<string, string>> = {
  'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
};

/** Annotations for objects whose removal would remove data: taking them out of the repository leaves them running. */
export const pruneDisabled: Readonly<Record<string, string>> = {
  ...ignoredWhenLeftOver,
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
};
