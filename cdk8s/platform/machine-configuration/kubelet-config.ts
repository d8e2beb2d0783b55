import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';

/** Label by which a KubeletConfig selects a MachineConfigPool; OpenShift sets it on the pools `master` and `worker`. */
export const configurationPoolLabel = (pool: string): string =>
  `pools.operator.machineconfiguration.openshift.io/${pool}`;

export interface KubeletConfigProps {
  /** MachineConfigPool whose machines get the settings and restart for them; a pool may have only one KubeletConfig. */
  readonly pool: string;
  /** Largest number of processes and threads of a pod. */
  readonly podPidsLimit: number;
  readonly systemReserved: KubeletSystemReserved;
}

/** CPU and memory that the kubelet reserves for the system: `automatic`, by the size of the machine, or fixed figures. */
export type KubeletSystemReserved = 'automatic' | { readonly cpu: number; readonly memoryMiB: number };

/** Settings of the kubelets of a MachineConfigPool. */
export class KubeletConfig extends Construct {
  constructor(scope: Construct, id: string, { pool, podPidsLimit, systemReserved }: KubeletConfigProps) {
    super(scope, id);
    new ApiObject(this, 'config', {
      apiVersion: 'machineconfiguration.openshift.io/v1',
      kind: 'KubeletConfig',
      metadata: { name: pool },
      spec: {
        machineConfigPoolSelector: { matchLabels: { [configurationPoolLabel(pool)]: '' } },
        // The operator refuses fixed figures together with automatic sizing.
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
