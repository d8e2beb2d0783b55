import { Construct } from 'constructs';
import { ApiObject } from '../base/manifests/api-object';
import { clusterNamespaces } from '../base/namespaces/cluster-namespaces';
import type { GroupKind } from '../base/delivery/group-kind';
import { beforeAllWaves, inWave } from '../base/delivery/sync';
import { applicationSource, projectSource, type GitSource } from './git-source';
import { retryForever } from './sync-policy';

export interface ArgoApplicationProps {
  readonly name: string;
  readonly description: string;
  /** Folder of its manifests in the repository. */
  readonly path: string;
  readonly from: GitSource;
  /** Namespaces it may write to. */
  readonly namespaces: readonly string[];
  /** Cluster-wide kinds it may write. */
  readonly clusterKinds: readonly GroupKind[];
  /**
   * Kinds that it may write in its namespaces.
   * @default all
   */
  readonly namespaceKinds?: readonly GroupKind[];
  readonly wave: number;
  /**
   * Who tells what differs. The API server knows the defaults that it fills in, but answers a change of a field that can
   * never change, such as the class of a claim, with a refusal, and then nothing of the application is compared at all.
   * @default 'api-server'
   */
  readonly comparedBy?: 'api-server' | 'argo-cd';
  /** Fields that somebody else writes once the object is there; Argo CD writes them only when it makes it. */
  readonly leftAlone?: readonly IgnoredDifference[];
}

/** Fields of all objects of a kind, or of one. */
export type IgnoredDifference = {
  /** Left out for core kinds: Argo CD drops an empty one whenever it syncs by itself. */
  readonly group?: string;
  readonly kind: string;
  readonly name?: string;
} & (
  | {
      /** JSON pointers from the top of the object. */
      readonly jsonPointers: readonly string[];
    }
  | {
      /** Paths in jq, for what only its name tells apart in a list. */
      readonly jqPathExpressions: readonly string[];
    }
);

/**
 * One folder of manifests kept in step with the cluster, in a project that confines it to its own namespaces. It has no
 * finalizer: deleting the application leaves what it made. Source: argoproj/argo-cd:
 * docs/user-guide/diff-strategies.md.
 */
export class ArgoApplication extends Construct {
  constructor(scope: Construct, id: string, props: ArgoApplicationProps) {
    super(scope, id);
    const { name, description, path, from, namespaces, clusterKinds, namespaceKinds, wave, leftAlone = [] } = props;
    const { comparedBy = 'api-server' } = props;
    const server = 'https://kubernetes.default.svc';
    const namespace = clusterNamespaces.delivery;
    new ApiObject(this, 'project', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name, namespace, annotations: inWave(beforeAllWaves) },
      spec: {
        description,
        ...projectSource(from),
        destinations: namespaces.map((each) => ({ server, namespace: each })),
        ...(clusterKinds.length > 0 ? { clusterResourceWhitelist: clusterKinds } : {}),
        ...(namespaceKinds === undefined ? {} : { namespaceResourceWhitelist: namespaceKinds }),
      },
    });
    new ApiObject(this, 'application', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name,
        namespace,
        annotations: {
          ...(comparedBy === 'api-server' ? { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' } : {}),
          ...inWave(wave),
        },
      },
      spec: {
        project: name,
        source: applicationSource(from, path),
        destination: { server, namespace: namespaces[0] },
        syncPolicy: {
          automated: { prune: true, selfHeal: true },
          retry: retryForever,
          syncOptions: [
            'ServerSideApply=true',
            'SkipDryRunOnMissingResource=true',
            ...(leftAlone.length > 0 ? [respected] : []),
          ],
        },
        ...(leftAlone.length > 0 ? { ignoreDifferences: leftAlone } : {}),
      },
    });
  }
}

/**
 * What is not compared is not written either. Only where there is something: it makes Argo CD apply what it took out of both
 * sides before it compared them as well, the status of all that has one among it.
 * Source: argoproj/argo-cd:controller/sync.go, normalizeTargetResources.
 */
const respected = 'RespectIgnoreDifferences=true';
