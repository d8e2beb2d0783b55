/** Modules that hold definitions of kinds, where no release's own are at hand. */
export interface DefinitionSource {
  readonly module: string;
  readonly version: string;
  /** Of the module's files, as `go.sum` writes it. */
  readonly sum: string;
  readonly folders: readonly string[];
}

export const definitionSources: readonly DefinitionSource[] = [
  {
    module: 'github.com/openshift/api',
    version: 'v0.0.0-20260213204242-d34f11c515b3',
    sum: 'h1:SZ8+jxtkMvpb4HDTjSAbaOyhFsw5PiWhjBog+XLY7jc=',
    folders: [
      'payload-manifests/crds',
      ...['machine/v1beta1', 'monitoring/v1', 'operator/v1', 'route/v1'].map(
        (group) => `${group}/zz_generated.crd-manifests`,
      ),
    ],
  },
  {
    module: 'github.com/operator-framework/api',
    version: 'v0.31.0',
    sum: 'h1:tRsFTuZ51xD8U5QgiPo3+mZgVipHZVgRXYrI6RRXOh8=',
    folders: ['crds'],
  },
  {
    module: 'github.com/kubernetes-csi/external-snapshotter/client/v8',
    version: 'v8.2.0',
    sum: 'h1:Q3jQ1NkFqv5o+F8dMmHd8SfEmlcwNeo1immFApntEwE=',
    folders: ['config/crd'],
  },
  {
    module: 'github.com/prometheus-operator/prometheus-operator',
    version: 'v0.85.0',
    sum: 'h1:M5xLCLEoaW2IJfnuCwFzzpL+jSVQu3KGT84Pye+fW8s=',
    folders: ['example/prometheus-operator-crd'],
  },
  {
    // What OpenShift GitOps 1.20 brings. Those of 3.0 and 3.1 would refuse `retry.refresh`.
    module: 'github.com/argoproj/argo-cd/v3',
    version: 'v3.3.19',
    sum: 'h1:jVmtyRAQo1zBMxIIx+MtI99q1FA53IMtF+yRc78XvoY=',
    folders: ['manifests/crds'],
  },
  {
    module: 'github.com/cert-manager/cert-manager',
    version: 'v1.18.2',
    sum: 'h1:H2P75ycGcTMauV3gvpkDqLdS3RSXonWF2S49QGA1PZE=',
    folders: ['deploy/crds'],
  },
  {
    module: 'github.com/external-secrets/external-secrets',
    version: 'v0.18.2',
    sum: 'h1:uTGUkEeclsLu93SkhToDGBs8+aaSwkstLWIQ3g21ZMI=',
    folders: ['config/crds/bases'],
  },
  {
    module: 'github.com/cloudnative-pg/cloudnative-pg',
    version: 'v1.27.0',
    sum: 'h1:mp0zlYO4vKAJmQdArWORWKr1lmB4Hj8JeBQGX5RBnpg=',
    folders: ['config/crd/bases'],
  },
  {
    module: 'github.com/vmware-tanzu/velero',
    version: 'v1.16.1',
    sum: 'h1:T9Jdt/6Jl1x+nT+OCCyOBtiakCdInHZAB3qU/jH6yGg=',
    folders: ['config/crd/v1/bases', 'config/crd/v2alpha1/bases'],
  },
];

/** Whether a file defines a kind as clusters have it that try nothing out, and run themselves. */
export const isDefault = (file: string): boolean =>
  /\.ya?ml$/.test(file) && !/(NoUpgrade|Hypershift|OKD)[^/]*\.crd\.yaml$/.test(file);
