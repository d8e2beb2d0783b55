import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { clusterNamespaces } from '../base/cluster-namespaces';
import { inWave } from '../base/sync';

export interface ArgoApplicationProps {
  readonly name: string;
  readonly description: string;
  /** Folder of its manifests in the repository. */
  readonly path: string;
  readonly repository: { readonly url: string; readonly branch: string };
  /** Namespaces it may write to. */
  readonly namespaces: readonly string[];
  /** Cluster-wide kinds it may write. */
  readonly clusterKinds: readonly { readonly group: string; readonly kind: string }[];
  readonly wave: number;
  /** Fields that somebody else writes once the object is there; Argo CD writes them only when it makes it. */
  readonly leftAlone?: readonly FieldsLeftAlone[];
}

/** Fields of all objects of a kind, or of one. */
export interface FieldsLeftAlone {
  readonly group: string;
  readonly kind: string;
  readonly name?: string;
  /** JSON pointers from the top of the object. */
  readonly jsonPointers: readonly string[];
}

/**
 * One folder of manifests kept in step with the cluster, in a project that confines it to its own namespaces. It has no
 * finalizer: deleting the application leaves what it made.
 */
export class ArgoApplication extends Construct {
  constructor(scope: Construct, id: string, props: ArgoApplicationProps) {
    super(scope, id);
    const { name, description, path, repository, namespaces, clusterKinds, wave, leftAlone = [] } = props;
    const server = 'https://kubernetes.default.svc';
    const metadata = { name, namespace: clusterNamespaces.delivery, annotations: inWave(wave) };
    new ApiObject(this, 'project', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata,
      spec: {
        description,
        sourceRepos: [repository.url],
        destinations: namespaces.map((namespace) => ({ server, namespace })),
        clusterResourceWhitelist: clusterKinds,
      },
    });
    new ApiObject(this, 'application', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata,
      spec: {
        project: name,
        source: { repoURL: repository.url, targetRevision: repository.branch, path },
        destination: { server, namespace: namespaces[0] },
        syncPolicy: {
          automated: { prune: true, selfHeal: true },
          retry: { limit: 5, backoff: { duration: '30s', factor: 2, maxDuration: '10m' } },
          syncOptions: ['ServerSideApply=true', 'RespectIgnoreDifferences=true', 'SkipDryRunOnMissingResource=true'],
        },
        ignoreDifferences: [
          // Image triggers write here.
          { group: 'apps', kind: 'Deployment', jqPathExpressions: ['.spec.template.spec.containers[].image'] },
          ...leftAlone,
        ],
      },
    });
  }
}
