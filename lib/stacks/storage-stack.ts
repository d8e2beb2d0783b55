import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { backupTagKey } from '../../constructs/backup/backup-class';
import { SessionLog, type SessionLogProps } from '../../constructs/hosts/session-log';
import { pascalCase } from '../../model/formats/pascal-case';
import { AccessLogBucket } from '../../constructs/storage/access-log-bucket';
import { EncryptionKey, type EncryptionKeyProps } from '../../constructs/storage/encryption-key';
import { ManagedSecret, type ManagedSecretProps } from '../../constructs/secrets/managed-secret';
import { secretBaseName } from '../../constructs/secrets/secret-base-name';
import { PrivateBucket, type PrivateBucketProps } from '../../constructs/storage/private-bucket';
import { SharedFileSystem } from '../../constructs/storage/shared-file-system';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

/** KMS key of the storage stack, by what it encrypts. */
export type StorageKey = 'volumes' | 'data' | 'backup' | 'etcd-keys';

/** A bucket of the platform. */
export interface PlatformBucket extends Omit<PrivateBucketProps, 'accessLog' | 'encryption'> {
  /** Short name, from which the logical id is made. */
  readonly name: string;
  readonly key: Exclude<StorageKey, 'volumes'>;
}

export interface StorageStackProps extends PlatformStackProps {
  readonly vpcId: string;
  /** By zone, the id of the subnet with the file system's mount target. */
  readonly privateSubnetIds: ReadonlyMap<string, string>;
  /** IPv4 blocks of the nodes. */
  readonly nodeBlocks: readonly string[];
  readonly keyAlias: (purpose: StorageKey) => string;
  /** Name of the bucket with the access logs of all other buckets. */
  readonly accessLogBucketName: string;
  /**
   * Pattern of the ARNs of the environment's roles. None of them may ever decrypt the backup of etcd's encryption keys.
   */
  readonly ownRoles: string;
  /** ARNs of the roles with which AWS Backup copies and restores. */
  readonly backupRoleArns: readonly string[];
  /** Days until an access log is deleted. */
  readonly accessLogDays: number;
  readonly buckets: readonly PlatformBucket[];
  /**
   * Record of sessions on machines beside the cluster.
   * @default none: there are no such machines, or a reason in the environment's file
   */
  readonly sessions?: Pick<SessionLogProps, 'logGroupName' | 'keyAlias' | 'keepDays'>;
  /** Secrets of the platform's components, which people fill. */
  readonly secrets: readonly Pick<ManagedSecretProps, 'name' | 'description'>[];
}

/** KMS keys, the shared file system, and the buckets and typed-in secrets of the platform. */
export class StorageStack extends PlatformStack {
  readonly keyArns: Readonly<Record<StorageKey, string>>;

  constructor(scope: Construct, id: string, props: StorageStackProps) {
    super(scope, id, props, {
      description: 'Keys, the shared file system and the buckets of the platform',
      terminationProtection: true,
    });
    const { environment: name } = props;

    this.keyArns = this.addKeys(props);
    const { sessions, region, account } = props;
    if (sessions !== undefined) new SessionLog(this, 'Sessions', { ...sessions, region, account });
    const { fileSystemId } = new SharedFileSystem(this, 'Files', {
      name: `${name}-files`,
      vpcId: props.vpcId,
      subnetIds: props.privateSubnetIds,
      clientBlocks: props.nodeBlocks,
      keyArn: this.keyArns.volumes,
      tags: [{ key: backupTagKey, value: 'daily' }],
    });

    const accessLogs = new AccessLogBucket(this, 'AccessLogs', {
      bucketName: props.accessLogBucketName,
      ofBuckets: `${name}-*`,
      keepDays: props.accessLogDays,
    });
    for (const { name: noun, key, ...bucket } of props.buckets) {
      new PrivateBucket(this, pascalCase(noun), {
        ...bucket,
        encryption: { keyArn: this.keyArns[key] },
        accessLog: { bucketName: accessLogs.bucketName },
      }).node.addDependency(accessLogs);
    }

    for (const secret of props.secrets) {
      new ManagedSecret(this, `${pascalCase(secretBaseName(secret.name))}Secret`, {
        ...secret,
        value: 'typed-in',
        keyAlias: props.keyAlias('data'),
      }).node.addDependency(this.node.findChild('DataKey'));
    }

    this.publish('FileSystemId', fileSystemId, 'shared file system');
    this.publish('VolumeKeyArn', this.keyArns.volumes, 'key of the volumes of workloads');
  }

  private addKeys(props: StorageStackProps): Readonly<Record<StorageKey, string>> {
    const { environment, keyAlias, backupRoleArns: serviceRoleArns } = props;
    const add = (purpose: StorageKey, what: string, uses: Pick<EncryptionKeyProps, 'services' | Optional>) =>
      new EncryptionKey(this, `${pascalCase(purpose)}Key`, {
        alias: keyAlias(purpose),
        description: `${environment}: ${what}`,
        ...uses,
      }).keyArn;
    return {
      volumes: add('volumes', 'disks and files of workloads', {
        services: ['ec2', 'elasticfilesystem', 'backup'],
        serviceRoleArns,
      }),
      data: add('data', 'data of people in buckets, caches and secrets', {
        services: ['s3', 'secretsmanager', 'elasticache'],
      }),
      backup: add('backup', 'backups', { services: ['backup', 's3', 'ec2', 'elasticfilesystem'], serviceRoleArns }),
      'etcd-keys': add('etcd-keys', 'copies of the keys of etcd', {
        services: ['s3'],
        statements: [neverReadBy(props.ownRoles)],
      }),
    };
  }
}

type Optional = 'serviceRoleArns' | 'statements';

const neverReadBy = (roles: string): PolicyStatement =>
  new PolicyStatement({
    sid: 'NoRoleOfTheEnvironmentReads',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['kms:CreateGrant', 'kms:Decrypt', 'kms:ReEncrypt*'],
    resources: ['*'],
    conditions: { ArnLike: { 'aws:PrincipalArn': roles } },
  });
