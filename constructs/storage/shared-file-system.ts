import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnFileSystem, CfnMountTarget } from 'aws-cdk-lib/aws-efs';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { RemovalPolicy, Stack, type CfnTag } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { pascalCase } from '../../model/formats/pascal-case';

export interface SharedFileSystemProps {
  /** Value of the `Name` tags. */
  readonly name: string;
  readonly vpcId: string;
  /** For each zone, the id of the subnet with the mount target. */
  readonly subnetIds: ReadonlyMap<string, string>;
  /** IPv4 blocks whose machines may mount it. */
  readonly clientBlocks: readonly string[];
  readonly keyArn: string;
  readonly tags: readonly CfnTag[];
}

/**
 * An EFS file system for volumes that pods of several nodes share, with a mount target in each zone. Nobody mounts its
 * root: each volume has an access point of its own with a fixed folder, user and group, which the EFS CSI driver makes
 * for a PersistentVolumeClaim.
 * Source of the policy's terms: the EFS user guide, "Using IAM to control access to file systems".
 */
export class SharedFileSystem extends Construct {
  readonly fileSystemId: string;

  constructor(scope: Construct, id: string, props: SharedFileSystemProps) {
    super(scope, id);
    const { name, subnetIds, keyArn, tags } = props;
    const fileSystem = new CfnFileSystem(this, 'Resource', {
      performanceMode: 'generalPurpose',
      throughputMode: 'elastic',
      encrypted: true,
      kmsKeyId: keyArn,
      fileSystemPolicy: this.policy(),
      // Backup plans copy into our own vault; this setting would make a second copy, in the vault of AWS.
      backupPolicy: { status: 'DISABLED' },
      lifecyclePolicies: [
        { transitionToIa: 'AFTER_30_DAYS' },
        { transitionToArchive: 'AFTER_90_DAYS' },
        { transitionToPrimaryStorageClass: 'AFTER_1_ACCESS' },
      ],
      fileSystemTags: [{ key: 'Name', value: name }, ...tags],
    });
    fileSystem.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);

    const group = this.addGroup(props);
    for (const [zone, subnetId] of subnetIds) {
      new CfnMountTarget(this, pascalCase(zone), {
        fileSystemId: fileSystem.attrFileSystemId,
        subnetId,
        securityGroups: [group.attrGroupId],
      });
    }
    this.fileSystemId = fileSystem.attrFileSystemId;
  }

  private policy(): PolicyDocument {
    const { account, region } = Stack.of(this);
    const principals = [new AnyPrincipal()];
    return new PolicyDocument({
      statements: [
        // Pods mount without IAM credentials. ClientRootAccess is not among the actions, so no client is root.
        new PolicyStatement({
          sid: 'ByAccessPointOnly',
          principals,
          actions: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
          conditions: {
            Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' },
            StringLike: {
              'elasticfilesystem:AccessPointArn': `arn:aws:elasticfilesystem:${region}:${account}:access-point/*`,
            },
          },
        }),
        new PolicyStatement({
          sid: 'ByTlsOnly',
          effect: Effect.DENY,
          principals,
          actions: ['elasticfilesystem:*'],
          conditions: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      ],
    });
  }

  private addGroup({ name, vpcId, clientBlocks }: SharedFileSystemProps): CfnSecurityGroup {
    return new CfnSecurityGroup(this, 'Clients', {
      vpcId,
      groupDescription: 'Nodes of the cluster that mount the shared file system',
      securityGroupIngress: clientBlocks.map((cidrIp) => ({
        ipProtocol: 'tcp',
        fromPort: 2049,
        toPort: 2049,
        cidrIp,
        description: 'NFS over TLS from nodes',
      })),
      // Without an explicit rule AWS adds one that allows everything; a file system only ever answers.
      securityGroupEgress: [
        {
          ipProtocol: 'icmp',
          fromPort: 252,
          toPort: 86,
          cidrIp: '255.255.255.255/32',
          description: 'Nothing calls out',
        },
      ],
      tags: [{ key: 'Name', value: name }],
    });
  }
}
