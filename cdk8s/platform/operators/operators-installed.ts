import type { Construct } from 'constructs';
import { clusterNamespaces } from '../../base/namespaces/cluster-namespaces';
import { k8s } from '../../base/manifests/kubernetes';
import { inWave, objectWaves } from '../../base/delivery/sync';

export interface OperatorsInstalledProps {
  /** Names of the packages. */
  readonly packages: readonly string[];
}

/**
 * The list of the operators that are installed, written after them: Argo CD waits until a wave is healthy, but not for the
 * last. Without something that comes after the operators it would take them for delivered as soon as they are ordered, and
 * begin with what needs them.
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
