import type { Construct } from 'constructs';
import { clusterNamespaces } from '../../base/namespaces/cluster-namespaces';
import { k8s } from '../../base/manifests/kubernetes';
import { inWave, objectWaves } from '../../base/delivery/sync';

export interface OperatorsInstalledProps {
  /** Names of the packages. */
  readonly packages: readonly string[];
}

/**
 * A ConfigMap with the list of operators, in a wave after their Subscriptions. Argo CD waits until a wave is healthy, but
 * does not wait for the last one. Without a later object, Argo CD would take the operators for installed as soon as it has
 * applied their Subscriptions, and would apply the objects that need them.
 */
export class OperatorsInstalled extends k8s.KubeConfigMap {
  constructor(scope: Construct, id: string, { packages }: OperatorsInstalledProps) {
    super(scope, id, {
      metadata: {
        name: 'operators-installed',
        namespace: clusterNamespaces.delivery,
        annotations: inWave(objectWaves.afterWorkloads),
      },
      data: { packages: packages.map((name) => `${name}\n`).join('') },
    });
  }
}
