import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { acknowledgeToCheckov } from '../acknowledge-to-checkov';
import type { PinnedMachine } from './control-plane';
import { ignitionPointer } from './ignition-pointer';
import { Machine } from './machine';

export interface BootstrapMachineProps {
  /** Name that the installer made up for the cluster. */
  readonly infraId: string;
  /** A control-plane machine to be like: what runs on the one runs on the other, and its size is known to suffice. */
  readonly like: PinnedMachine;
  readonly network: { readonly subnetId: string; readonly publicAddress: boolean };
  /** Its own group and the control plane's, which it stands in for. */
  readonly securityGroupIds: readonly string[];
  /** Instance profile by name. */
  readonly instanceProfile: string;
  /** Bucket that holds `bootstrap.ign`. */
  readonly bucketName: string;
}

/**
 * The machine that is a control plane of one until the real one runs, an hour at most. It is not tagged as the
 * cluster's: the cloud provider would take it for a node.
 */
export class BootstrapMachine extends Construct {
  /** IPv4 address in the VPC. */
  readonly privateAddress: string;
  /** IPv4 address for whoever installs. */
  readonly address: string;

  constructor(scope: Construct, id: string, { infraId, like, bucketName, ...spec }: BootstrapMachineProps) {
    super(scope, id);
    const { imageId, instanceType, volume } = like;
    const machine = new Machine(this, 'Machine', {
      name: `${infraId}-bootstrap`,
      imageId,
      instanceType,
      volume,
      userData: ignitionPointer({ object: { bucketName, key: 'bootstrap.ign' } }),
      tags: {},
      terminationProtection: false,
      ...spec,
    });
    acknowledgeRules(machine, ['AwsSolutions-EC29'], 'The next update of the stack is to remove it.');
    acknowledgeToCheckov(machine.template, {
      CKV_AWS_88: 'Whoever installs reads its journal, from the blocks that its group lets in.',
    });
    this.privateAddress = machine.privateAddress;
    this.address = spec.network.publicAddress ? machine.publicAddress : machine.privateAddress;
  }
}
