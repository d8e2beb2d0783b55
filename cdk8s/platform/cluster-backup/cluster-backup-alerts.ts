import type { Alert } from '../../../model/formats/prometheus-alert';

const velero = 'namespace="openshift-adp"';

/** Hours after which the newest backup of a schedule is too old. */
const limits = { 'tenants-daily': 26, 'tenants-weekly': 8 * 24 } as const;

/** PromQL: the number of backups that failed, or failed in part, within three hours. */
const unsuccessful = ['failure', 'partial_failure', 'validation_failure']
  .map((kind) => `sum(increase(velero_backup_${kind}_total{${velero},schedule=~"tenants-.+"}[3h]))`)
  .join(' + ');

/**
 * Alerts on the backup of namespaces. Velero reads the times of the last successful backups from the bucket when it starts.
 * Source of the metrics: vmware-tanzu/velero:pkg/metrics/metrics.go.
 */
export const clusterBackupAlerts: readonly Alert[] = [
  ...Object.entries(limits).map(([schedule, hours]): Alert => {
    const last = `velero_backup_last_successful_timestamp{${velero},schedule="${schedule}"}`;
    return {
      name: schedule === 'tenants-daily' ? 'ClusterBackupTooOld' : 'ClusterBackupWeeklyTooOld',
      expression: `time() - max(${last}) > ${hours} * 3600`,
      lasting: '30m',
      severity: 'critical',
      summary: `There is no complete backup of the tenants’ namespaces from the last ${hours} hours.`,
      runbook: 'cluster-backup-too-old',
    };
  }),
  {
    name: 'ClusterBackupMissing',
    expression: `absent(velero_backup_last_successful_timestamp{${velero},schedule="tenants-daily"} > 0)`,
    // A new cluster has its first backup within a day.
    lasting: '26h',
    severity: 'critical',
    summary: 'There has never been a complete backup of the tenants’ namespaces, or Velero is silent.',
    runbook: 'cluster-backup-too-old',
  },
  {
    name: 'ClusterBackupFailed',
    expression: `${unsuccessful} > 0`,
    lasting: '5m',
    severity: 'warning',
    summary: 'A backup of the tenants’ namespaces failed, or lacks something.',
  },
];
