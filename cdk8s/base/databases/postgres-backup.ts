import { Construct } from 'constructs';
import { ApiObject } from '../manifests/api-object';
import type { PostgresVersion } from './postgres-version';
import { inWave, pruneDisabled, objectWaves } from '../delivery/sync';

/** Bucket and prefix of backups, and the IAM role that writes them. */
export interface BackupTarget {
  readonly bucket: string;
  /** Prefix that no other database uses, without a slash at its beginning or end. */
  readonly prefix: string;
  /** ARN of the IAM role that may write below the prefix and nowhere else. */
  readonly roleArn: string;
}

export interface PostgresBackupProps extends BackupTarget {
  /** Name of the CloudNativePG cluster. */
  readonly name: string;
  readonly version: PostgresVersion;
  /** Days that backups are kept, with the write-ahead log to recover to any moment since. */
  readonly keepDays: number;
}

/** Requests and limits of the plugin's sidecar of each instance. */
const archiverResources = {
  requests: { cpu: '20m', memory: '128Mi' },
  limits: { cpu: '500m', memory: '256Mi' },
};

const plugin = 'barman-cloud.cloudnative-pg.io';

/**
 * Daily base backups and a continuous archive of the write-ahead log in S3, by CloudNativePG's Barman plugin. The Cluster
 * must have `archiver` among its plugins.
 */
export class PostgresBackup extends Construct {
  readonly roleArn: string;
  /** Entry for `plugins` of the Cluster, by which it archives its write-ahead log. */
  readonly archiver: object;

  constructor(scope: Construct, id: string, props: PostgresBackupProps) {
    super(scope, id);
    const { name, version, keepDays, bucket, prefix, roleArn } = props;
    this.roleArn = roleArn;
    // A folder for each major version: after an upgrade the numbers of log files start again and would overwrite old files.
    const serverName = `${name}-pg${version}`;
    this.archiver = {
      name: plugin,
      enabled: true,
      isWALArchiver: true,
      parameters: { barmanObjectName: name, serverName },
    };
    new ApiObject(this, 'store', {
      apiVersion: 'barmancloud.cnpg.io/v1',
      kind: 'ObjectStore',
      metadata: { name, annotations: { ...pruneDisabled, ...inWave(objectWaves.identity) } },
      spec: {
        retentionPolicy: `${keepDays}d`,
        configuration: {
          destinationPath: `s3://${bucket}/${prefix}`,
          s3Credentials: { inheritFromIAMRole: true },
          data: { compression: 'gzip' },
          wal: { compression: 'gzip' },
        },
        instanceSidecarConfiguration: {
          resources: archiverResources,
        },
      },
    });
    new ApiObject(this, 'schedule', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'ScheduledBackup',
      metadata: { name, annotations: inWave(objectWaves.workloads) },
      spec: {
        cluster: { name },
        // Six fields: CloudNativePG counts seconds.
        schedule: `0 ${nightlyMinute(prefix)} 2 * * *`,
        immediate: true,
        backupOwnerReference: 'self',
        method: 'plugin',
        pluginConfiguration: { name: plugin },
        target: 'prefer-standby',
      },
    });
  }
}

/** A minute of the hour computed from the text: always the same for one database, so that not all back up at once. */
export const nightlyMinute = (text: string): number =>
  Buffer.from(text).reduce((sum, byte) => (sum * 31 + byte) % 60, 7);
