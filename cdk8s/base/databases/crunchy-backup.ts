import type { BackupTarget } from './postgres-backup';
import { nightlyMinute } from './postgres-backup';

export interface CrunchyBackupProps extends BackupTarget {
  /** Region of the bucket. */
  readonly region: string;
  readonly keepDays: number;
}

/**
 * The field `backups` of a PostgresCluster: a full backup each week, an incremental one each other night, and continuous
 * archiving of the write-ahead log. pgBackRest uses the IAM role that the pod identity webhook gives to the pods. Source:
 * pgBackRest's configuration reference.
 */
export const crunchyBackups = ({ bucket, prefix, region, keepDays }: CrunchyBackupProps): object => {
  const at = `${nightlyMinute(prefix)} 2 * *`;
  return {
    pgbackrest: {
      global: {
        'repo1-path': `/${prefix}`,
        'repo1-s3-key-type': 'web-id',
        'repo1-retention-full-type': 'time',
        'repo1-retention-full': String(keepDays),
      },
      repos: [
        {
          name: 'repo1',
          s3: { bucket, region, endpoint: `s3.${region}.amazonaws.com` },
          schedules: { full: `${at} 0`, incremental: `${at} 1-6` },
        },
      ],
      jobs: { resources: jobResources },
      sidecars: { pgbackrest: { resources: helperResources }, pgbackrestConfig: { resources: helperResources } },
    },
  };
};

const jobResources = { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '512Mi' } };

/** Requests and limits of the sidecars of an instance. */
export const helperResources = { requests: { cpu: '10m', memory: '32Mi' }, limits: { cpu: '200m', memory: '128Mi' } };
