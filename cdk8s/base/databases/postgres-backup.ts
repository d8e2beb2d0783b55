import { Construct } from 'constructs';
import { ApiObject } from '../manifests/api-object';
import type { PostgresVersion } from './postgres-version';
import { inWave, pruneDisabled, objectWaves } from '../delivery/sync';

/** Where backups go and as whom. */
export interface BackupTarget {
  readonly bucket: string;
  /** Prefix of its own in the bucket, without slashes at its ends. */
  readonly prefix: string;
  /** IAM role that may write below the prefix and nowhere else. */
  readonly roleArn: string;
}

export interface PostgresBackupProps extends BackupTarget {
  /** Name of the CloudNativePG cluster. */
  readonly name: string;
  readonly version: PostgresVersion;
  /** Days a backup, and the log to recover to any moment since, is kept. */
  readonly keepDays: number;
}

/** What the plugin's container beside each instance may use. */
const archiverResources = {
  requests: { cpu: '20m', memory: '128Mi' },
  limits: { cpu: '500m', memory: '256Mi' },
};

const plugin = 'barman-cloud.cloudnative-pg.io';

/** Daily base backups and a continuous log archive in S3, by CloudNativePG's Barman plugin. */
export class PostgresBackup extends Construct {
  readonly roleArn: string;
  /** Entry of the cluster's plugins that archives its log here. */
  readonly archiver: object;

  constructor(scope: Construct, id: string, props: PostgresBackupProps) {
    super(scope, id);
    const { name, version, keepDays, bucket, prefix, roleArn } = props;
    this.roleArn = roleArn;
    // A folder for each major version: an upgrade begins the numbering of the log anew, and would write over the old.
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

/** A minute that differs between databases and stays the same for each, so that they do not all read at once. */
export const nightlyMinute = (text: string): number =>
  Buffer.from(text).reduce((sum, byte) => (sum * 31 + byte) % 60, 7);
