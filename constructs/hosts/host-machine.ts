import { CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { CfnEIP, CfnEIPAssociation, CfnLaunchTemplate, CfnNetworkInterface } from 'aws-cdk-lib/aws-ec2';
import { Fn, RemovalPolicy, type CfnResource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { addressId } from '../network/address-id';
import { backupTagKey } from '../backup/backup-class';
import { noBackupBecause } from '../backup/no-backup-because';
import { launchTemplateData, type MachineSpec, type RootVolume } from '../openshift/launch-template-data';
import { Machine } from '../openshift/machine';
import { pascalCase } from '../../model/formats/pascal-case';
import { stackTags } from '../stack-tags';
import { backupTagValue, HostDisk, type DiskBackup, type HostDiskSpec } from './host-disk';
import { hostTags } from './host-tags';
import { userDataBytes } from './user-data-bytes';

/** What becomes of a machine: another one takes its place whenever it must, or it stays and its system has backups. */
export type HostLifecycle =
  | { readonly kind: 'replaced' }
  | {
      readonly kind: 'kept';
      /** 1 for the first machine, one more for each that took its place. */
      readonly generation: number;
      readonly backup: DiskBackup;
    };

/** A machine of a host of the community's own. */
export interface HostMachineSpec {
  /** Name in DNS, metrics and tags of disks. */
  readonly machine: string;
  /** Name in AWS: of the machine, of its group or template, of its role. */
  readonly title: string;
  readonly purpose: string;
  readonly zone: string;
  readonly imageId: string;
  readonly rootDevice: string;
  readonly instanceType: string;
  readonly root: RootVolume;
  readonly lifecycle: HostLifecycle;
  readonly disks: readonly HostDiskSpec[];
  readonly address: 'private' | 'public';
  /** Whether a public machine has an IPv6 address too, which needs a subnet with an IPv6 block. */
  readonly addressFamily: 'ipv4' | 'dual-stack';
  /**
   * Id of the pool that its public address is from.
   * @default an address of AWS
   */
  readonly addressPool?: string;
  /**
   * Address in the VPC.
   * @default AWS chooses one, which stays
   */
  readonly privateAddress?: string;
  /**
   * What makes it a gateway, which forwards the packets of others.
   * @default it sends and receives for itself alone
   */
  readonly gateway?: {
    /** Name of the pair, in tags. */
    readonly name: string;
    /** Whether it has an IPv6 address, without which no IPv6 route leads to it. */
    readonly addressFamily: 'ipv4' | 'dual-stack';
  };
  /** User data of its first boot. */
  readonly userData: string;
}

export interface HostMachineProps {
  readonly spec: HostMachineSpec;
  readonly subnetId: string;
  readonly groupId: string;
  /** Name of the instance profile. */
  readonly profile: string;
  /** ARN of the KMS key of disks. */
  readonly keyArn: string;
}

/**
 * A machine with what outlives it: a network interface with its addresses, and disks. See
 * docs/decisions/0044-hosts-that-stay-and-hosts-that-are-replaced.md.
 *
 * CloudFormation makes a new machine before it ends the old one, which still has the interface and the disks. So neither is in the hands
 * of the instance: a machine that is _replaced_ is the one machine of an Auto Scaling group, which a deploy does not touch, and which
 * tries until the interface is free; one that is _kept_ is pinned to its template. Disks are attached by the machine itself.
 */
export class HostMachine extends Construct {
  /** IPv4 address in the VPC. */
  readonly privateAddress: string;
  /** Public IPv4 address; undefined for a private machine. */
  readonly publicAddress?: string;
  /** Public IPv6 address; undefined for a machine without one. */
  readonly publicIpv6Address?: string;
  /** Id of its network interface. */
  readonly interfaceId: string;
  /** For a gateway, its second address in the VPC, which the kept address belongs to while this machine has it. */
  readonly outsideAddress: string;
  /** Allocation id of the IPv4 address. */
  readonly publicAllocation?: string;
  /** Dimension of the status checks of EC2. */
  readonly dimensions: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: HostMachineProps) {
    super(scope, id);
    const { spec, subnetId, groupId, keyArn } = props;
    const { machine, title, purpose, zone, lifecycle, gateway } = spec;
    acknowledgeRules(
      this,
      ['CloudFormation-Validate::W3010'],
      'Zones are written down: looked up, the same input would give different templates.',
    );
    const isDual = spec.address === 'public' && spec.addressFamily === 'dual-stack';
    const networkInterface = new CfnNetworkInterface(this, 'Interface', {
      subnetId,
      groupSet: [groupId],
      privateIpAddress: spec.privateAddress,
      ipv6AddressCount: isDual || gateway?.addressFamily === 'dual-stack' ? 1 : undefined,
      enablePrimaryIpv6: isDual ? true : undefined,
      description: `${machine}: ${purpose}`,
      tags: [{ key: 'Name', value: title }, ...gatewayTags(spec).map(([key, value]) => ({ key, value }))],
      ...(gateway && {
        sourceDestCheck: false,
        secondaryPrivateIpAddressCount: 1,
      }),
    });
    // Its address is in records, in rules of others, and in what they have written down.
    networkInterface.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    this.privateAddress = networkInterface.attrPrimaryPrivateIpAddress;
    this.interfaceId = networkInterface.ref;
    this.outsideAddress = Fn.select(0, networkInterface.attrSecondaryPrivateIpAddresses);
    if (isDual) this.publicIpv6Address = networkInterface.attrPrimaryIpv6Address;
    if (spec.address === 'public') {
      const address = this.addAddress(spec, networkInterface);
      this.publicAddress = address.ref;
      this.publicAllocation = address.attrAllocationId;
    }
    const disks = spec.disks.map(
      (disk) =>
        new HostDisk(this, pascalCase(`disk-${disk.name}`), {
          disk,
          machine,
          title: `${title}-${disk.name}`,
          zone,
          keyArn,
        }),
    );
    const from = { ...this.toMachineSpec(props), network: { interfaceId: networkInterface.ref } };
    this.dimensions =
      lifecycle.kind === 'replaced'
        ? this.addGroup(from, spec, disks)
        : this.addKept(from, { ...spec, lifecycle, keyArn }, disks);
  }

  private toMachineSpec({ spec, profile }: HostMachineProps): Omit<MachineSpec, 'network'> {
    const { imageId, rootDevice, root, userData, machine } = spec;
    const bytes = Buffer.byteLength(userData);
    if (bytes > userDataBytes)
      throw new Error(`user data of ${machine} has ${bytes} bytes, and EC2 takes ${userDataBytes}: shorten it`);
    return {
      imageId,
      volume: root,
      instanceProfile: profile,
      userData,
      tags: { [hostTags.host]: machine, ...Object.fromEntries(gatewayTags(spec)) },
      // Nothing is kept on it, and Auto Scaling may not use keys of ours.
      root: { device: rootDevice, afterTermination: 'deleted' },
    };
  }

  private addAddress({ title, addressPool, gateway }: HostMachineSpec, networkInterface: CfnNetworkInterface): CfnEIP {
    const address = new CfnEIP(this, addressId('Address', addressPool), {
      domain: 'vpc',
      publicIpv4Pool: addressPool,
      tags: [{ key: 'Name', value: title }],
    });
    address.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    new CfnEIPAssociation(this, 'AddressAssociation', {
      allocationId: address.attrAllocationId,
      networkInterfaceId: networkInterface.ref,
      // A gateway has a second one, for the address of the pair.
      privateIpAddress: gateway && networkInterface.attrPrimaryPrivateIpAddress,
    });
    return address;
  }

  /** One machine, which Auto Scaling replaces when EC2 finds it broken or a person asks for it. */
  private addGroup(
    from: MachineSpec,
    { title, zone, instanceType }: HostMachineSpec,
    disks: readonly CfnResource[],
  ): Readonly<Record<string, string>> {
    const template = new CfnLaunchTemplate(this, 'Template', {
      launchTemplateData: launchTemplateData({
        ...from,
        instanceType,
        tags: { ...stackTags(this), Name: title, ...from.tags },
      }),
    });
    const group = new CfnAutoScalingGroup(this, 'Group', {
      autoScalingGroupName: title,
      // Instead of subnets: the machine's interface is in one already. Source: the template reference of the group, "AvailabilityZones".
      availabilityZones: [zone],
      minSize: '1',
      maxSize: '1',
      desiredCapacity: '1',
      launchTemplate: { launchTemplateId: template.ref, version: template.attrLatestVersionNumber },
      healthCheckType: 'EC2',
      healthCheckGracePeriod: 300,
      // The old machine ends first, as it has the interface.
      instanceMaintenancePolicy: { minHealthyPercentage: 0, maxHealthyPercentage: 100 },
      metricsCollection: [{ granularity: '1Minute', metrics: ['GroupInServiceInstances'] }],
    });
    for (const disk of disks) group.addResourceDependency(disk);
    acknowledgeRules(group, ['AwsSolutions-AS3'], 'An alarm tells when the machine is not there.');
    return { AutoScalingGroupName: title };
  }

  /** A machine that stays: changes of the template are for the next generation. */
  private addKept(
    from: MachineSpec,
    {
      title,
      instanceType,
      rootDevice,
      keyArn,
      lifecycle,
    }: HostMachineSpec & {
      readonly keyArn: string;
      readonly lifecycle: Extract<HostLifecycle, { readonly kind: 'kept' }>;
    },
    disks: readonly CfnResource[],
  ): Readonly<Record<string, string>> {
    const { generation, backup } = lifecycle;
    const made = new Machine(this, 'Machine', {
      ...from,
      name: generation === 1 ? title : `${title}-${generation}`,
      instanceType,
      terminationProtection: true,
      unmeasured: 'It reports itself, every five minutes.',
      root: {
        device: rootDevice,
        keyArn,
        afterTermination: 'kept',
        tags: { [backupTagKey]: backupTagValue(backup) },
      },
    });
    for (const disk of disks) made.template.addResourceDependency(disk);
    if (typeof backup !== 'string') noBackupBecause(made.template, backup.none);
    return { InstanceId: made.instanceId };
  }
}

const gatewayTags = ({ gateway }: HostMachineSpec): readonly (readonly [string, string])[] =>
  gateway === undefined ? [] : [[hostTags.gateway, gateway.name]];
