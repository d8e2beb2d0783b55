import { Construct } from 'constructs';
import { pascalCase } from '../pascal-case';
import { ignitionPointer } from './ignition-pointer';
import type { RootVolume } from './launch-template-data';
import { Machine } from './machine';

/** A control-plane machine as it was made. */
export interface PinnedMachine {
  /** 1 for the machine of the installation, one more for each that took its place. */
  readonly generation: number;
  readonly imageId: string;
  readonly instanceType: string;
  readonly volume: RootVolume;
}

export interface ControlPlaneProps {
  /** Name that the installer made up for the cluster. */
  readonly infraId: string;
  readonly clusterDomain: string;
  /** Name of a machine and its launch template. */
  readonly machineName: (zone: string, generation: number) => string;
  /** Certificate authority of the machine config server, as a data URL. */
  readonly machineConfigServerCa: string;
  /** The machine of each zone. */
  readonly machines: Readonly<Record<string, PinnedMachine>>;
  /** A private subnet id for each zone. */
  readonly subnetIds: ReadonlyMap<string, string>;
  readonly securityGroupId: string;
  /** Instance profile by name. */
  readonly instanceProfile: string;
}

/**
 * The machines that etcd and the Kubernetes API run on, one in each zone. Each is pinned: a new one takes a machine's place
 * only when its generation is raised, in that zone alone. They need nothing of each other, so that the first start is one.
 *
 * Their root volumes hold etcd and go with them, so EC2's protection is the guard, not retention. CloudFormation makes the
 * next generation, moves the balancers' targets, and only then deletes the old machine: it goes if a person has lifted its
 * protection, and else stays as it is, out of the stack. Removing the stack stops at them for the same reason. Retained
 * machines would outlive every removal, and hold on to the security groups that are to go with it.
 */
export class ControlPlane extends Construct {
  /** IPv4 addresses in the VPC, in the order of the zones. */
  readonly privateAddresses: readonly string[];

  /** @throws Error when a zone has no subnet. */
  constructor(scope: Construct, id: string, props: ControlPlaneProps) {
    super(scope, id);
    const zones = Object.entries(props.machines).sort(([a], [b]) => (a < b ? -1 : 1));
    this.privateAddresses = zones.map(([zone, machine]) => this.addMachine(zone, machine, props).privateAddress);
  }

  private addMachine(zone: string, { generation, ...machine }: PinnedMachine, props: ControlPlaneProps): Machine {
    const { infraId, clusterDomain, machineName, machineConfigServerCa, subnetIds, securityGroupId, instanceProfile } =
      props;
    const subnetId = subnetIds.get(zone);
    if (subnetId === undefined) throw new Error(`there is no private subnet in ${zone} for its control-plane machine`);
    return new Machine(this, pascalCase(zone) + (generation === 1 ? '' : `Generation${generation}`), {
      name: machineName(zone, generation),
      ...machine,
      instanceProfile,
      securityGroupIds: [securityGroupId],
      network: { subnetId, publicAddress: false },
      userData: ignitionPointer({ pool: 'master', clusterDomain, certificateAuthority: machineConfigServerCa }),
      tags: { [`kubernetes.io/cluster/${infraId}`]: 'shared' },
      terminationProtection: true,
    });
  }
}
