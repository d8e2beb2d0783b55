/** Order in which Argo CD applies the objects of one application; it waits for each wave to be healthy. */
export const objectWaves = { foundations: 0, identity: 1, data: 2, workloads: 3 } as const;

/** Order in which Argo CD applies whole applications. */
export const applicationWaves = { operators: 0, platform: 1, data: 2, services: 3, tenants: 4 } as const;

/** The wave of what has to be there before any application: the projects that confine them. */
export const beforeAllWaves = -1;

/** Annotation that puts an object into a wave; the first wave is the default and needs none. */
export const inWave = (wave: number): Record<string, string> =>
  wave === 0 ? {} : { 'argocd.argoproj.io/sync-wave': String(wave) };

/** Annotations of a job that Argo CD makes anew at each sync, and waits for. */
export const atEachSync: Readonly<Record<string, string>> = {
  'argocd.argoproj.io/hook': 'Sync',
  'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
};

/** Annotation for objects whose removal would remove data: taking them out of the repository leaves them running. */
export const neverPruned: Readonly<Record<string, string>> = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
};
