import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { AlertRules, type Alert } from './alert-rules';

export interface PostgresAlertsProps {
  /** Name of the CloudNativePG cluster. */
  readonly name: string;
  readonly instances: number;
  /** Name of the pooler. */
  readonly pooler: string;
  readonly backedUp: boolean;
  readonly runbookUrl: string;
}

/** What can go wrong with a database. Metric names: CloudNativePG's and the Barman plugin's monitoring pages. */
export class PostgresAlerts extends Construct {
  constructor(scope: Construct, id: string, props: PostgresAlertsProps) {
    super(scope, id);
    const { name, runbookUrl } = props;
    new AlertRules(this, 'rules', { name, runbookUrl, alerts: alertsOf(props, Chart.of(this).namespace ?? '') });
  }
}

function alertsOf({ name, instances, pooler, backedUp }: PostgresAlertsProps, namespace: string): readonly Alert[] {
  const database = `namespace="${namespace}",pod=~"${name}-[0-9]+"`;
  const volumes = `namespace="${namespace}",persistentvolumeclaim=~"${name}-[0-9]+(-wal)?"`;
  return [
    {
      name: 'PostgresDown',
      expression: `sum(cnpg_collector_up{${database}} or vector(0)) < 1`,
      lasting: '5m',
      severity: 'critical',
      summary: `No instance of database ${namespace}/${name} answers.`,
      runbook: 'postgres-down',
    },
    ...(instances === 1
      ? []
      : [
          {
            name: 'PostgresReplicaMissing',
            expression: `sum(cnpg_collector_up{${database}} or vector(0)) < ${instances}`,
            lasting: '30m',
            severity: 'warning' as const,
            summary: `Database ${namespace}/${name} runs with fewer than ${instances} instances.`,
            runbook: 'postgres-replica-missing',
          },
          {
            name: 'PostgresReplicaLags',
            expression: `max(cnpg_pg_replication_lag{${database}}) > 300`,
            lasting: '15m',
            severity: 'warning' as const,
            summary: `A replica of database ${namespace}/${name} is more than five minutes behind.`,
            runbook: 'postgres-replica-lags',
          },
        ]),
    {
      name: 'PostgresVolumeFilling',
      expression: `min by (persistentvolumeclaim) (kubelet_volume_stats_available_bytes{${volumes}} / kubelet_volume_stats_capacity_bytes{${volumes}}) < 0.15`,
      lasting: '15m',
      severity: 'critical',
      summary: `A volume of database ${namespace}/${name} has less than 15 % left.`,
      runbook: 'volume-filling',
    },
    {
      name: 'PostgresPoolerSaturated',
      expression: `sum(cnpg_pgbouncer_pools_cl_waiting{namespace="${namespace}",pod=~"${pooler}-.+"}) > 5`,
      lasting: '10m',
      severity: 'warning',
      summary: `Clients of database ${namespace}/${name} wait for a connection.`,
      runbook: 'postgres-pooler-saturated',
    },
    ...(backedUp
      ? [
          {
            name: 'PostgresArchiveStuck',
            expression: `max(cnpg_pg_stat_archiver_last_failed_time{${database}}) > max(cnpg_pg_stat_archiver_last_archived_time{${database}})`,
            lasting: '30m',
            severity: 'critical' as const,
            summary: `The log of database ${namespace}/${name} fails to reach S3.`,
            runbook: 'postgres-archive-stuck',
          },
          {
            name: 'PostgresBackupTooOld',
            expression: `time() - max(barman_cloud_cloudnative_pg_io_last_available_backup_timestamp{${database}} or vector(0)) > 93600`,
            lasting: '30m',
            severity: 'critical' as const,
            summary: `The newest backup of database ${namespace}/${name} is more than 26 hours old.`,
            runbook: 'postgres-backup-too-old',
          },
        ]
      : []),
  ];
}
