import type { AlarmSpec, Metric } from '../observability/alarm';

export interface BackupAlarmsProps {
  readonly vaultName: string;
  /** Vault of the second region; none where nothing is copied. */
  readonly copiesVaultName?: string;
  /** How often the volumes that are copied most often are copied; none where there are none. */
  readonly volumes?: 'hourly' | 'daily' | 'weekly';
  /** Buckets that get a new object every day, each with request metrics named `all`. */
  readonly buckets: readonly string[];
}

/**
 * What nobody reports when it stops: backups that are older than they should be. AWS Backup counts jobs by vault and kind
 * of resource only, so these tell that a kind stands still; one volume of many that fails tells of itself by its event,
 * and one that nothing selects is found by `backup coverage --live`. An alarm of CloudWatch looks back seven days at
 * most, so volumes that are copied weekly have none of their own.
 * Source: the AWS Backup developer guide, "AWS Backup metrics with Amazon CloudWatch": copies count for the vault that
 * they go to.
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

/** Seconds. */
const hour = 3600;

/** Hours without a completed job that are too many: the time between two, and the windows in which one may run. */
const hourlyJobs = 4;
const dailyJobs = 34;
/** A daily object is written within minutes. */
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
