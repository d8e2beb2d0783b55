import type { CfnLaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import { Fn, type CfnTag } from 'aws-cdk-lib/core';

/** Root volume of a machine, gp3. */
export interface RootVolume {
  readonly sizeGiB: number;
  readonly iops: number;
  readonly throughputMiBps: number;
}

/** What any machine of a cluster is started from. */
export interface MachineSpec {
  readonly imageId: string;
  /** None where whoever starts the machine chooses one of several. */
  readonly instanceType?: string;
  readonly volume: RootVolume;
  /** Instance profile by name. */
  readonly instanceProfile: string;
  readonly securityGroupIds: readonly string[];
  readonly network: {
    /** None where whoever starts the machine chooses one of several. */
    readonly subnetId?: string;
    readonly publicAddress: boolean;
  };
  readonly userData: string;
  /** Tags of the instance; the cloud provider reads the cluster's before anybody could add it. */
  readonly tags: Readonly<Record<string, string>>;
}

/** A machine as EC2 wants it: encrypted, with a metadata service that pods cannot reach. */
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
      // An answer does not get beyond the machine: pods have roles of their own and no business with the machine's.
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
