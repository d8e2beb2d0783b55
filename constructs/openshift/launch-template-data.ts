import type { CfnLaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import { Fn, type CfnTag } from 'aws-cdk-lib/core';

/** Root volume of a machine, gp3. */
export interface RootVolume {
  readonly sizeGiB: number;
  readonly iops: number;
  readonly throughputMiBps: number;
}

/** What a machine of a cluster is launched from. */
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
  readonly securityGroupIds: readonly string[];
  readonly network: {
    /**
     * Id of the subnet.
     * @default the Auto Scaling group chooses one of its own list
     */
    readonly subnetId?: string;
    readonly publicAddress: boolean;
  };
  readonly userData: string;
  /**
   * Tags of the instance and its volumes. The launch template sets them, because the cloud provider reads the cluster's
   * tag at once.
   */
  readonly tags: Readonly<Record<string, string>>;
}

/** Returns the data of an EC2 launch template, with encrypted volumes and a metadata service that pods cannot reach. */
export function launchTemplateData(spec: MachineSpec): CfnLaunchTemplate.LaunchTemplateDataProperty {
  const { volume, network } = spec;
  const tags: CfnTag[] = Object.entries(spec.tags).map(([key, value]) => ({ key, value }));
  return {
    imageId: spec.imageId,
    instanceType: spec.instanceType,
    iamInstanceProfile: { name: spec.instanceProfile },
    userData: Fn.base64(spec.userData),
    ebsOptimized: true,
    blockDeviceMappings: [
      {
        deviceName: rootDevice,
        ebs: {
          volumeType: 'gp3',
          volumeSize: volume.sizeGiB,
          iops: volume.iops,
          throughput: volume.throughputMiBps,
          encrypted: true,
          deleteOnTermination: true,
        },
      },
    ],
    metadataOptions: {
      httpEndpoint: 'enabled',
      httpTokens: 'required',
      // A pod is one hop further: it gets no answer, and cannot use the machine's role. Pods have roles of their own.
      httpPutResponseHopLimit: 1,
    },
    networkInterfaces: [
      {
        deviceIndex: 0,
        subnetId: network.subnetId,
        associatePublicIpAddress: network.publicAddress,
        groups: [...spec.securityGroupIds],
        deleteOnTermination: true,
      },
    ],
    tagSpecifications: [
      { resourceType: 'instance', tags },
      { resourceType: 'volume', tags },
    ],
  };
}

/** Root device of Red Hat Enterprise Linux CoreOS on AWS. */
const rootDevice = '/dev/xvda';
