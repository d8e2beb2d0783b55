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
  /** Namespaces that it may write to; at least one, and objects without a namespace go to the first. */
  readonly namespaces: readonly string[];
  /** Cluster-wide kinds that it may write. */
  readonly clusterKinds: readonly GroupKind[];
  /**
   * Kinds that it may write in its namespaces.
   * @default all
   */
  readonly namespaceKinds?: readonly GroupKind[];
  /** Sync wave of the application. */
  readonly wave: number;
  /**
   * What computes the differences. The API server knows the defaults that it fills in (server-side diff). But it refuses a
   * change of an immutable field, such as the StorageClass of a claim, and then Argo CD compares nothing of the application.
   * @default 'api-server'
   */
  readonly comparedBy?: 'api-server' | 'argo-cd';
  /**
   * Fields that another controller writes (ignored differences): Argo CD sets them only when it creates the object.
   * @default none
   */
  readonly leftAlone?: readonly IgnoredDifference[];
}

/** An entry of `ignoreDifferences`: fields of all objects of a kind, or of one object. */
export type IgnoredDifference = {
  /**
   * API group of the kind. Leave it out for core kinds: Argo CD removes an empty group whenever it syncs itself.
   * @default the core API group
   */
  readonly group?: string;
  readonly kind: string;
  /**
   * Name of the object.
   * @default all objects of the kind
   */
  readonly name?: string;
} & (
  | {
      /** JSON pointers of the fields, from the root of the object. */
      readonly jsonPointers: readonly string[];
    }
  | {
      /** jq paths of the fields, for items of a list that are found by name. */
      readonly jqPathExpressions: readonly string[];
    }
);

/**
 * An Application of Argo CD, which keeps one folder of manifests in step with the cluster, and its AppProject, which limits
 * it to its own namespaces and kinds. The Application has no finalizer: when it is deleted, its objects stay. Source:
 * argoproj/argo-cd:docs/user-guide/diff-strategies.md.
 *
 * @example
 * new ArgoApplication(chart, 'library', {
 *   name: 'library',
 *   description: 'Services of the tenant library',
 *   path: 'rendered/production/library',
 *   from: {
 *     url: 'https://git.commons.example/platform/home.git',
 *     urls: ['https://git.commons.example/platform/home.git'],
 *     branch: 'main',
 *     signatureKeys: [],
 *   },
 *   namespaces: ['library'],
 *   clusterKinds: [],
 *   wave: applicationWaves.tenants,
 * });
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
 * Sync option by which Argo CD does not write ignored differences either. It is set only for applications that ignore some:
 * with it Argo CD applies the manifests as it normalised them for the comparison, also in fields such as `status`.
 * Source: argoproj/argo-cd:controller/sync.go, normalizeTargetResources.
 */
const respected = 'RespectIgnoreDifferences=true';
