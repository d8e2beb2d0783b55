import { Construct } from 'constructs';
import { AlertRules } from '../monitoring/alert-rules';
import type { Alert } from '../../../model/formats/prometheus-alert';
import { PlatformChart } from '../manifests/platform-chart';
import { postgresVolumeAlert } from './postgres-alerts';

export interface CrunchyAlertsProps {
  /** Name of the PostgresCluster. */
  readonly name: string;
  readonly instances: number;
  readonly backedUp: boolean;
}

/** Alerts on a `CrunchyDatabase`. Metric names: CrunchyData/pgmonitor:postgres_exporter. */
export class CrunchyAlerts extends Construct {
  constructor(scope: Construct, id: string, { name, instances, backedUp }: CrunchyAlertsProps) {
    super(scope, id);
    const namespace = PlatformChart.of(this).ownNamespace;
    const title = `${namespace}/${name}`;
    const database = `namespace="${namespace}",pod=~"${name}-instances-.+"`;
    const volumes = `namespace="${namespace}",persistentvolumeclaim=~"${name}-instances-.+-pg(data|wal)"`;
    const alerts: readonly Alert[] = [
      {
        name: 'PostgresDown',
        expression: `sum(pg_up{${database}} or vector(0)) < 1`,
        lasting: '5m',
        severity: 'critical',
        summary: `No instance of database ${title} answers.`,
      },
      ...(instances === 1 ? [] : replicaAlerts(title, database, instances)),
      postgresVolumeAlert(title, volumes),
      ...(backedUp ? backupAlerts(title, database) : []),
    ];
    new AlertRules(this, 'rules', { name, alerts });
  }
}

const replicaAlerts = (title: string, database: string, instances: number): readonly Alert[] => [
  {
    name: 'PostgresReplicaMissing',
    expression: `sum(pg_up{${database}} or vector(0)) < ${instances}`,
    lasting: '30m',
    severity: 'warning',
    summary: `Database ${title} runs with fewer than ${instances} instances.`,
  },
  {
    name: 'PostgresReplicaLags',
    expression: `max(ccp_replication_lag_replay_time{${database}}) > 300`,
    lasting: '15m',
    severity: 'warning',
    summary: `A replica of database ${title} is more than five minutes behind.`,
  },
];

const backupAlerts = (title: string, database: string): readonly Alert[] => [
  {
    name: 'PostgresArchiveStuck',
    expression: `min(ccp_archive_command_status_seconds_since_last_fail{${database}} > 0) < 900 and max(ccp_archive_command_status_seconds_since_last_archive{${database}}) > 900`,
    lasting: '30m',
    severity: 'critical',
    summary: `The log of database ${title} fails to reach S3.`,
  },
  {
    name: 'PostgresBackupTooOld',
    expression: `(min({__name__=~"ccp_backrest_last_(full|incr)_backup_time_since_completion_seconds",${database}}) or vector(1e9)) > 93600`,
    lasting: '30m',
    severity: 'critical',
    summary: `The newest backup of database ${title} is more than 26 hours old.`,
  },
];
