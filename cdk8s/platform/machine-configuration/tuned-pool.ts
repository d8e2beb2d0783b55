import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { roleLabel } from '../node-labels';
import { configurationPoolLabel, KubeletConfig, type KubeletConfigProps } from './kubelet-config';
import { MachineConfig } from './machine-config';

export interface TunedPoolProps {
  /** Name of the node pool; its nodes have the label `node-role.kubernetes.io/<name>`. */
  readonly name: string;
  /** Kernel parameters by name. */
  readonly sysctls: Readonly<Record<string, string>>;
  /**
   * Settings of its kubelets.
   * @default the settings of the pool `worker`
   */
  readonly kubelet?: Omit<KubeletConfigProps, 'pool'>;
  /** Whether its machines may be taken away at any time (spot). Then half of them may restart at once, else only one. */
  readonly interruptible: boolean;
}

/**
 * A MachineConfigPool for the machines of one node pool: they get the configuration of all workers and then their own, which
 * takes precedence. A new machine starts with the configuration of all workers and restarts once its node has the role.
 * Source: openshift/machine-config-operator, pkg/controller/common, MergeMachineConfigs.
 */
export class TunedPool extends Construct {
  constructor(scope: Construct, id: string, { name, sysctls, kubelet, interruptible }: TunedPoolProps) {
    super(scope, id);
    new ApiObject(this, 'pool', {
      apiVersion: 'machineconfiguration.openshift.io/v1',
      kind: 'MachineConfigPool',
      metadata: { name, labels: { [configurationPoolLabel(name)]: '' } },
      spec: {
        machineConfigSelector: {
          matchExpressions: [
            { key: 'machineconfiguration.openshift.io/role', operator: 'In', values: ['worker', name] },
          ],
        },
        nodeSelector: { matchLabels: { [roleLabel(name)]: '' } },
        // This also limits how many of the machines that the autoscaler has just started restart at once.
        maxUnavailable: interruptible ? '50%' : 1,
      },
    });
    const lines = Object.entries(sysctls).map(([parameter, value]) => `${parameter} = ${value}\n`);
    if (lines.length > 0) {
      new MachineConfig(this, 'sysctls', {
        subject: 'sysctls',
        role: name,
        files: [{ path: `/etc/sysctl.d/99-${name}.conf`, text: lines.join('') }],
      });
    }
    if (kubelet !== undefined) new KubeletConfig(this, 'kubelet', { pool: name, ...kubelet });
  }
}
