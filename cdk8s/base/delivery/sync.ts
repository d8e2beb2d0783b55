/**
 * Order in which Argo CD applies the objects of one application: it goes on when a wave is healthy, and does not wait for
 * the last. A namespace comes before the right to write into it, and that before what is in it.
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

/** Order in which Argo CD applies whole applications. */
export const applicationWaves = {
  operators: 0,
  operatorCharts: 1,
  platform: 2,
  data: 3,
  services: 4,
  tenants: 5,
} as const;

/** The wave of what has to be there before any application: the projects that confine them. */
export const beforeAllWaves = -1;

/** Annotation that puts an object into a wave; the first wave is the default and needs none. */
export const inWave = (wave: number): Record<string, string> =>
  wave === 0 ? {} : { 'argocd.argoproj.io/sync-wave': String(wave) };

/** Annotations of a job that Argo CD makes anew at each sync, and waits for. */
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
