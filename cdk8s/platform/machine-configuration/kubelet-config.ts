import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';

/** Label by which the settings of a machine configuration pool find it; OpenShift gives it to its own two. */
export const configurationPoolLabel = (pool: string): string =>
  `pools.operator.machineconfiguration.openshift.io/${pool}`;

export interface KubeletConfigProps {
  /** Machine configuration pool whose machines take it, by restarting; it may have no second one. */
  readonly pool: string;
  /** Processes and threads that a pod may have. */
  readonly podPidsLimit: number;
}

/** How the kubelets of a machine configuration pool look after their machines. */
export class KubeletConfig extends Construct {
  constructor(scope: Construct, id: string, { pool, podPidsLimit }: KubeletConfigProps) {
    super(scope, id);
    new ApiObject(this, 'config', {
      apiVersion: 'machineconfiguration.openshift.io/v1',
      kind: 'KubeletConfig',
      metadata: { name: pool },
      spec: {
        machineConfigPoolSelector: { matchLabels: { [configurationPoolLabel(pool)]: '' } },
        // Pools differ from 8 to hundreds of GiB: no fixed reservation for the system fits them all.
        autoSizingReserved: true,
        kubeletConfig: { podPidsLimit },
      },
    });
  }
}
