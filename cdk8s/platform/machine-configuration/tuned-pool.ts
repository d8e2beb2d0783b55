import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { roleLabel } from '../node-labels';
import { configurationPoolLabel, KubeletConfig, type KubeletConfigProps } from './kubelet-config';
import { MachineConfig } from './machine-config';

export interface TunedPoolProps {
  /** Name of the node pool; its nodes carry the role of this name. */
  readonly name: string;
  /** Kernel parameters by name. */
  readonly sysctls: Readonly<Record<string, string>>;
  /** What its kubelets are told; what all workers are told if left out. */
  readonly kubelet?: Omit<KubeletConfigProps, 'pool'>;
  /** Whether its machines may be taken away at any time. */
  readonly interruptible: boolean;
}

/**
 * What the machines of one node pool are configured with besides what all workers are; it comes last and wins. A new
 * machine starts as any worker and restarts once it has the role.
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
        // Machines the autoscaler has just started wait here for each other too.
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
