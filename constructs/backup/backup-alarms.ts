import type { AlarmSpec, Metric } from '../observability/alarm';

export interface BackupAlarmsProps {
  readonly vaultName: string;
  /**
   * Name of the vault in the second region, whose copy jobs are watched.
   * @default nothing is copied: no alarm about copies
   */
  readonly copiesVaultName?: string;
  /**
   * How often the class of volumes that is copied most often is copied. There is no alarm for `weekly`.
   * @default no volume is copied: no alarm about volumes
   */
  readonly volumes?: 'hourly' | 'daily' | 'weekly';
  /** Buckets that get a new object every day, each with request metrics named `all`. */
  readonly buckets: readonly string[];
}

/**
 * Alarms for backups that are older than they should be, which no error reports. AWS Backup counts jobs by vault and
 * type of resource only, so these alarms tell that a whole type stands still. When the job of one volume fails, its
 * event tells so (`BackupEvents`); a volume that no plan selects is found by `backup coverage --live`. A CloudWatch
 * alarm looks back seven days at most, so volumes that are copied weekly have no alarm.
 * Source: the AWS Backup developer guide, "AWS Backup metrics with Amazon CloudWatch": copy jobs count for the vault
 * that they copy to.
 */
export function backupAlarms({
  vaultName,
  copiesVaultName,
  volumes,
  buckets,
}: BackupAlarmsProps): readonly AlarmSpec[] {
  const jobs = (name: string, dimensions: Metric['dimensions']): Metric => ({
    namespace: 'AWS/Backup',
    name,
    dimensions,
    statistic: 'Sum',
    periodSeconds: hour,
  });
  const completed = (kind: 'EBS' | 'EFS') =>
    jobs('NumberOfBackupJobsCompleted', { BackupVaultName: vaultName, ResourceType: kind });
  return [
    ...(volumes === undefined || volumes === 'weekly'
      ? []
      : [
          silent(
            'volume-backup-too-old',
            completed('EBS'),
            volumes === 'hourly' ? hourlyJobs : dailyJobs,
            'No backup of any volume was completed',
          ),
        ]),
    silent('file-system-backup-too-old', completed('EFS'), dailyJobs, 'No backup of the file system was completed'),
    ...(copiesVaultName === undefined
      ? []
      : [
          silent(
            'backup-copy-too-old',
            jobs('NumberOfCopyJobsCompleted', { BackupVaultName: copiesVaultName }),
            dailyJobs,
            'No backup was copied to the second region',
          ),
        ]),
    ...buckets.map((bucket) =>
      silent(
        `nothing-new-in-${bucket}`,
        {
          namespace: 'AWS/S3',
          name: 'PutRequests',
          dimensions: { BucketName: bucket, FilterId: 'all' },
          statistic: 'Sum',
          periodSeconds: hour,
        },
        dailyObjects,
        `Nothing was written to ${bucket}`,
        'backup-bucket-silent',
      ),
    ),
  ];
}

/** Period of the metrics, in seconds. */
const hour = 3600;

/**
 * Hours without a completed job after which the alarm goes off: the time between two jobs, and the windows in which a
 * job may run.
 */
const hourlyJobs = 4;
const dailyJobs = 34;
/** The same in hours for a daily object, which is written within minutes. */
const dailyObjects = 26;

const silent = (name: string, watches: Metric, hours: number, summary: string, section = name): AlarmSpec => ({
  name,
  watches,
  when: 'below',
  threshold: 1,
  periods: hours,
  silence: 'wrong',
  section,
  summary: `${summary} in the last ${hours} hours`,
});
