import { Construct } from 'constructs';
import { AlertRules } from '../monitoring/alert-rules';
import type { Alert } from '../../../model/formats/prometheus-alert';
import { PlatformChart } from '../manifests/platform-chart';

export interface PostgresAlertsProps {
  /** Name of the CloudNativePG cluster. */
  readonly name: string;
  readonly instances: number;
  /** Whether commits wait for a replica. */
  readonly synchronous: boolean;
  /** Names of the poolers. */
  readonly poolers: readonly string[];
  readonly backedUp: boolean;
}

/** Alerts on a `PostgresCluster`. Metric names: CloudNativePG's and the Barman plugin's monitoring pages. */
export class PostgresAlerts extends Construct {
  constructor(scope: Construct, id: string, props: PostgresAlertsProps) {
    super(scope, id);
    const { name, poolers, backedUp } = props;
    const namespace = PlatformChart.of(this).ownNamespace;
    const database: Selected = {
      title: `${namespace}/${name}`,
      selector: `namespace="${namespace}",pod=~"${name}-[0-9]+"`,
    };
    const alerts = [
      ...availabilityAlerts(database, props),
      ...capacityAlerts(database),
      postgresVolumeAlert(database.title, `namespace="${namespace}",persistentvolumeclaim=~"${name}-[0-9]+(-wal)?"`),
      ...(poolers.length === 0 ? [] : [poolerAlert(database.title, namespace, poolers)]),
      ...(backedUp ? backupAlerts(database) : []),
    ];
    new AlertRules(this, 'rules', { name, alerts });
  }
}

/** A database: its name in alerts, and the selector of its metrics. */
interface Selected {
  readonly title: string;
  readonly selector: string;
}

/** Alert on a nearly full volume of a database; `volumes` selects its claims. */
export const postgresVolumeAlert = (title: string, volumes: string): Alert => ({
  name: 'PostgresVolumeFilling',
  expression: `min by (persistentvolumeclaim) (kubelet_volume_stats_available_bytes{${volumes}} / kubelet_volume_stats_capacity_bytes{${volumes}}) < 0.15`,
  lasting: '15m',
  severity: 'critical',
  summary: `A volume of database ${title} has less than 15 % left.`,
  runbook: 'volume-filling',
});

function availabilityAlerts({ title, selector }: Selected, props: PostgresAlertsProps): readonly Alert[] {
  const { instances, synchronous } = props;
  return [
    {
      name: 'PostgresDown',
      expression: `sum(cnpg_collector_up{${selector}} or vector(0)) < 1`,
      lasting: '5m',
      severity: 'critical',
      summary: `No instance of database ${title} answers.`,
    },
    ...(instances === 1
      ? []
      : [
          {
            name: 'PostgresReplicaMissing',
            expression: `sum(cnpg_collector_up{${selector}} or vector(0)) < ${instances}`,
            lasting: '30m',
            severity: 'warning' as const,
            summary: `Database ${title} runs with fewer than ${instances} instances.`,
          },
          {
            name: 'PostgresReplicaLags',
            expression: `max(cnpg_pg_replication_lag{${selector}}) > 300`,
            lasting: '15m',
            severity: 'warning' as const,
            summary: `A replica of database ${title} is more than five minutes behind.`,
          },
        ]),
    ...(synchronous
      ? [
          {
            name: 'PostgresNotSynchronous',
            expression: `max(cnpg_collector_sync_replicas{value="observed",${selector}}) < 1`,
            lasting: '15m',
            severity: 'warning' as const,
            summary: `Commits of database ${title} wait for no copy, so a failure now would lose the last of them.`,
          },
        ]
      : []),
  ];
}

/** Alerts on connections and transaction numbers: the database stops working when they run out. */
const capacityAlerts = ({ title, selector }: Selected): readonly Alert[] => [
  {
    name: 'PostgresConnectionsRunOut',
    expression: `max(sum by (pod) (cnpg_backends_total{${selector}}) / on (pod) max by (pod) (cnpg_pg_settings_setting{name="max_connections",${selector}})) > 0.85`,
    lasting: '10m',
    severity: 'warning',
    summary: `Database ${title} uses more than 85 % of its connections.`,
  },
  {
    name: 'PostgresWraparound',
    expression: `max({__name__=~"cnpg_pg_database_(xid|mxid)_age",${selector}}) > 1e9`,
    lasting: '1h',
    severity: 'critical',
    summary: `Database ${title} has half of its transaction numbers left before it stops to take writes.`,
  },
];

const poolerAlert = (title: string, namespace: string, poolers: readonly string[]): Alert => ({
  name: 'PostgresPoolerSaturated',
  expression: `sum(cnpg_pgbouncer_pools_cl_waiting{namespace="${namespace}",pod=~"(${poolers.join('|')})-.+"}) > 5`,
  lasting: '10m',
  severity: 'warning',
  summary: `Clients of database ${title} wait for a connection.`,
});

const backupAlerts = ({ title, selector }: Selected): readonly Alert[] => [
  {
    name: 'PostgresArchiveStuck',
    expression: `max(cnpg_pg_stat_archiver_last_failed_time{${selector}}) > max(cnpg_pg_stat_archiver_last_archived_time{${selector}})`,
    lasting: '30m',
    severity: 'critical',
    summary: `The log of database ${title} fails to reach S3.`,
  },
  {
    name: 'PostgresBackupTooOld',
    expression: `time() - max(barman_cloud_cloudnative_pg_io_last_available_backup_timestamp{${selector}} or vector(0)) > 93600`,
    lasting: '30m',
    severity: 'critical',
    summary: `The newest backup of database ${title} is more than 26 hours old.`,
  },
];
