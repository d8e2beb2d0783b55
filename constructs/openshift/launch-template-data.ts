import type { CfnLaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import { Fn, type CfnTag } from 'aws-cdk-lib/core';

/** Root volume of a machine, gp3. */
export interface RootVolume {
  readonly sizeGiB: number;
  readonly iops: number;
  readonly throughputMiBps: number;
}

/** What a machine is launched from. */
export interface MachineSpec {
  readonly imageId: string;
  /**
   * Instance type.
   * @default the Auto Scaling group chooses one of its own list
   */
  readonly instanceType?: string;
  readonly volume: RootVolume;
  /** Name of the instance profile. */
  readonly instanceProfile: string;
  readonly network: NewInterface | { readonly interfaceId: string };
  readonly userData: string;
  /**
   * Tags of the instance and its volumes. The launch template sets them, because the cloud provider reads the cluster's
   * tag at once.
   */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * Root volume of an image that is not Red Hat Enterprise Linux CoreOS, or one that is kept.
   * @default the device of that system's images, the key that EBS has by default, and a volume that goes with its machine
   */
  readonly root?: {
    readonly device: string;
    /**
     * ARN of the KMS key that encrypts it.
     * @default the key that EBS has by default
     */
    readonly keyArn?: string;
    readonly afterTermination: 'deleted' | 'kept';
    /**
     * Tags of the volume besides those of the machine.
     * @default none
     */
    readonly tags?: Readonly<Record<string, string>>;
  };
}

/** A network interface that comes and goes with its machine. */
interface NewInterface {
  /**
   * Id of the subnet.
   * @default the Auto Scaling group chooses one of its own list
   */
  readonly subnetId?: string;
  readonly securityGroupIds: readonly string[];
  readonly publicAddress: boolean;
}

/** Returns the data of an EC2 launch template, with encrypted volumes and a metadata service that pods cannot reach. */
export function launchTemplateData(spec: MachineSpec): CfnLaunchTemplate.LaunchTemplateDataProperty {
  const { volume, network, tags, root } = spec;
  return {
    imageId: spec.imageId,
    instanceType: spec.instanceType,
    iamInstanceProfile: { name: spec.instanceProfile },
    userData: Fn.base64(spec.userData),
    ebsOptimized: true,
    blockDeviceMappings: [
      {
        deviceName: root?.device ?? rootDevice,
        ebs: {
          volumeType: 'gp3',
          volumeSize: volume.sizeGiB,
          iops: volume.iops,
          throughput: volume.throughputMiBps,
          encrypted: true,
          kmsKeyId: root?.keyArn,
          deleteOnTermination: root?.afterTermination !== 'kept',
        },
      },
    ],
    metadataOptions: {
      httpEndpoint: 'enabled',
      httpTokens: 'required',
      // A pod is one hop further: it gets no answer, and cannot use the machine's role. Pods have roles of their own.
      httpPutResponseHopLimit: 1,
    },
    networkInterfaces: ['interfaceId' in network ? keptInterface(network.interfaceId) : newInterface(network)],
    tagSpecifications: [
      { resourceType: 'instance', tags: toTags(tags) },
      { resourceType: 'volume', tags: [...toTags(tags), ...toTags(root?.tags ?? {})] },
    ],
  };
}

const newInterface = ({
  subnetId,
  securityGroupIds,
  publicAddress,
}: NewInterface): CfnLaunchTemplate.NetworkInterfaceProperty => ({
  deviceIndex: 0,
  subnetId,
  associatePublicIpAddress: publicAddress,
  groups: [...securityGroupIds],
  deleteOnTermination: true,
});

const keptInterface = (networkInterfaceId: string): CfnLaunchTemplate.NetworkInterfaceProperty => ({
  deviceIndex: 0,
  networkInterfaceId,
  deleteOnTermination: false,
});

const toTags = (tags: Readonly<Record<string, string>>): CfnTag[] =>
  Object.entries(tags).map(([key, value]) => ({ key, value }));

/** Root device of Red Hat Enterprise Linux CoreOS on AWS. */
const rootDevice = '/dev/xvda';
