import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { acknowledgeToCheckov } from '../acknowledge-to-checkov';
import type { PinnedMachine } from './control-plane';
import { ignitionPointer } from './ignition-pointer';
import { Machine } from './machine';

export interface BootstrapMachineProps {
  /** Infra id of the cluster: the name that the installer gives it. */
  readonly infraId: string;
  /**
   * A control-plane machine whose image, instance type and volume the bootstrap machine gets: the same software runs on
   * both, and the size is sufficient.
   */
  readonly like: PinnedMachine;
  readonly network: { readonly subnetId: string; readonly publicAddress: boolean };
  /** The bootstrap security group, and that of the control plane. */
  readonly securityGroupIds: readonly string[];
  /** Name of the instance profile. */
  readonly instanceProfile: string;
  /** Bucket that holds `bootstrap.ign`. */
  readonly bucketName: string;
}

/**
 * The bootstrap machine of an installation: it runs the Kubernetes API until the control plane does, for an hour at
 * most. It has no tag of the cluster, because the cloud provider would take it for a node.
 */
export class BootstrapMachine extends Construct {
  /** IPv4 address in the VPC. */
  readonly privateAddress: string;
  /** IPv4 address for the people who install: the public one if the machine has one, else the private one. */
  readonly address: string;

  constructor(scope: Construct, id: string, props: BootstrapMachineProps) {
    super(scope, id);
    const { infraId, like, bucketName, network, securityGroupIds, instanceProfile } = props;
    const { imageId, instanceType, volume } = like;
    const machine = new Machine(this, 'Machine', {
      name: `${infraId}-bootstrap`,
      imageId,
      instanceType,
      volume,
      userData: ignitionPointer({ object: { bucketName, key: 'bootstrap.ign' } }),
      tags: {},
      terminationProtection: false,
      instanceProfile,
      network: { ...network, securityGroupIds },
    });
    acknowledgeRules(machine, ['AwsSolutions-EC29'], 'The next update of the stack is to remove it.');
    acknowledgeToCheckov(machine.template, {
      CKV_AWS_88: 'Whoever installs reads its journal, from the blocks that its group lets in.',
    });
    this.privateAddress = machine.privateAddress;
    this.address = network.publicAddress ? machine.publicAddress : machine.privateAddress;
  }
}
