import type { ApiObject as LibraryObject } from 'cdk8s';
import * as api from 'cdk8s-plus-28/lib/imports/k8s';
import type { Construct } from 'constructs';
import { ApiObject } from './api-object';

export * from 'cdk8s-plus-28/lib/imports/k8s';

/** A kind of the package, with the props of its objects. */
interface KubernetesKind<Props> {
  readonly GVK: { readonly apiVersion: string; readonly kind: string };
  new (scope: Construct, id: string, props: Props): LibraryObject;
  /** What of `data` belongs to it, in the order of its schema. */
  manifest(data: unknown): unknown;
}

/** The same kind as an object that is made plain data in one go. */
const quick = <Props extends object>(
  kind: KubernetesKind<Props>,
): new (scope: Construct, id: string, props: Props) => ApiObject =>
  class extends ApiObject {
    constructor(scope: Construct, id: string, props: Props) {
      super(scope, id, { ...kind.GVK, ...props });
    }

    override toJson(): unknown {
      return kind.manifest(super.toJson());
    }
  };

// In place of those of the package.
export class KubeClusterRole extends quick(api.KubeClusterRole) {}
export class KubeClusterRoleBinding extends quick(api.KubeClusterRoleBinding) {}
export class KubeConfigMap extends quick(api.KubeConfigMap) {}
export class KubeCronJob extends quick(api.KubeCronJob) {}
export class KubeDeployment extends quick(api.KubeDeployment) {}
export class KubeHorizontalPodAutoscalerV2 extends quick(api.KubeHorizontalPodAutoscalerV2) {}
export class KubeJob extends quick(api.KubeJob) {}
export class KubeLimitRange extends quick(api.KubeLimitRange) {}
export class KubeNamespace extends quick(api.KubeNamespace) {}
export class KubeNetworkPolicy extends quick(api.KubeNetworkPolicy) {}
export class KubePersistentVolumeClaim extends quick(api.KubePersistentVolumeClaim) {}
export class KubePodDisruptionBudget extends quick(api.KubePodDisruptionBudget) {}
export class KubeResourceQuota extends quick(api.KubeResourceQuota) {}
export class KubeRole extends quick(api.KubeRole) {}
export class KubeRoleBinding extends quick(api.KubeRoleBinding) {}
export class KubeSecret extends quick(api.KubeSecret) {}
export class KubeService extends quick(api.KubeService) {}
export class KubeServiceAccount extends quick(api.KubeServiceAccount) {}
export class KubeStatefulSet extends quick(api.KubeStatefulSet) {}
export class KubeStorageClass extends quick(api.KubeStorageClass) {}
