import { Construct } from 'constructs';
import { pascalCase } from '../../model/formats/pascal-case';
import { ignitionPointer } from './ignition-pointer';
import type { RootVolume } from './launch-template-data';
import { Machine } from './machine';

/** What a control-plane machine was made from. */
export interface PinnedMachine {
  /** 1 for the machine of the installation, one more for each replacement. */
  readonly generation: number;
  readonly imageId: string;
  readonly instanceType: string;
  readonly volume: RootVolume;
}

export interface ControlPlaneProps {
  /** Infra id of the cluster: the name that the installer gives it. */
  readonly infraId: string;
  readonly clusterDomain: string;
  /** Returns the name of a machine and its launch template. */
  readonly machineName: (zone: string, generation: number) => string;
  /** Certificate authority of the machine config server, as a data URL. */
  readonly machineConfigServerCa: string;
  /** The machine of each zone. */
  readonly machines: Readonly<Record<string, PinnedMachine>>;
  /** Id of a private subnet by zone. */
  readonly subnetIds: ReadonlyMap<string, string>;
  readonly securityGroupId: string;
  /** Name of the instance profile. */
  readonly instanceProfile: string;
}

/**
 * The machines of the control plane, one in each zone, with etcd and the Kubernetes API. Each is pinned: a new machine
 * replaces it only when its generation is raised, and only in that zone. The machines do not depend on each other, so
 * that CloudFormation starts all of them at once.
 *
 * Their root volumes hold etcd and are deleted with them, so EC2's termination protection guards them, and not a
 * retention policy. CloudFormation makes the next generation, moves the targets of the load balancers, and only then
 * deletes the old machine. That succeeds if a person has switched its termination protection off; otherwise the machine
 * stays, outside of the stack. Deleting the stack fails at the machines for the same reason. Retained machines would
 * remain after every deletion, and block that of the security groups.
 */
export class ControlPlane extends Construct {
  /** IPv4 addresses in the VPC, in the order of the zones. */
  readonly privateAddresses: readonly string[];

  /** @throws Error when a zone has no subnet */
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
      network: { subnetId, publicAddress: false, securityGroupIds: [securityGroupId] },
      userData: ignitionPointer({ pool: 'master', clusterDomain, certificateAuthority: machineConfigServerCa }),
      tags: { [`kubernetes.io/cluster/${infraId}`]: 'shared' },
      terminationProtection: true,
    });
  }
}
