import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';

/** Label by which the settings of a machine configuration pool find it; OpenShift gives it to its own two. */
export const configurationPoolLabel = (pool: string): string =>
  `pools.operator.machineconfiguration.openshift.io/${pool}`;

export interface KubeletConfigProps {
  /** Machine configuration pool whose machines take it, by restarting; it may have no second one. */
  readonly pool: string;
  /** Processes and threads that a pod may have. */
  readonly podPidsLimit: number;
  readonly systemReserved: KubeletSystemReserved;
}

/** What the kubelet keeps for the system: by the size of its machine, or figures that fit all machines of the pool. */
export type KubeletSystemReserved = 'automatic' | { readonly cpu: number; readonly memoryMiB: number };

/** How the kubelets of a machine configuration pool look after their machines. */
export class KubeletConfig extends Construct {
  constructor(scope: Construct, id: string, { pool, podPidsLimit, systemReserved }: KubeletConfigProps) {
    super(scope, id);
    new ApiObject(this, 'config', {
      apiVersion: 'machineconfiguration.openshift.io/v1',
      kind: 'KubeletConfig',
      metadata: { name: pool },
      spec: {
        machineConfigPoolSelector: { matchLabels: { [configurationPoolLabel(pool)]: '' } },
        // The operator refuses figures beside automatic sizing.
        ...(systemReserved === 'automatic'
          ? { autoSizingReserved: true, kubeletConfig: { podPidsLimit } }
          : { kubeletConfig: { podPidsLimit, systemReserved: toQuantities(systemReserved) } }),
      },
    });
  }
}

const toQuantities = ({ cpu, memoryMiB }: Exclude<KubeletSystemReserved, 'automatic'>) => ({
  cpu: `${Math.round(cpu * 1000)}m`,
  memory: `${memoryMiB}Mi`,
});
