import type { ApiObject as LibraryObject } from 'cdk8s';
import * as api from 'cdk8s-plus-28/lib/imports/k8s';
import type { Construct } from 'constructs';
import { ApiObject } from './api-object';

export * from 'cdk8s-plus-28/lib/imports/k8s';

/** A class of cdk8s-plus for one kind, with the props of its objects. */
interface KubernetesKind<Props> {
  readonly GVK: { readonly apiVersion: string; readonly kind: string };
  new (scope: Construct, id: string, props: Props): LibraryObject;
  /** The fields of `data` that the kind has, in the order of its schema. */
  manifest(data: unknown): unknown;
}

/** A class for the same kind that is rendered by our `ApiObject`. */
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

// These replace the classes of the same name of cdk8s-plus.
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
