import { Construct } from 'constructs';
import { AlertRules } from '../monitoring/alert-rules';
import type { Alert } from '../../../model/formats/prometheus-alert';
import { PlatformChart } from '../manifests/platform-chart';

export interface MysqlAlertsProps {
  /** Name of the database. */
  readonly name: string;
  readonly instances: number;
  readonly backedUp: boolean;
}

/**
 * Alerts on a `MysqlDatabase`. Names of the metrics: prometheus/mysqld_exporter:README.md, Galera's status variables
 * (wsrep_…), and kube-state-metrics.
 */
export class MysqlAlerts extends Construct {
  constructor(scope: Construct, id: string, props: MysqlAlertsProps) {
    super(scope, id);
    const { name, instances, backedUp } = props;
    const namespace = PlatformChart.of(this).ownNamespace;
    const alerts = [
      ...serverAlerts(namespace, name),
      ...(instances > 1 ? groupAlerts(namespace, name, instances) : []),
      ...(backedUp ? [backupAlert(namespace, name)] : []),
    ];
    new AlertRules(this, 'rules', { name, alerts });
  }
}

const serverSelector = (namespace: string, name: string) => `namespace="${namespace}",pod=~"${name}-pxc-[0-9]+"`;

function serverAlerts(namespace: string, name: string): readonly Alert[] {
  const servers = serverSelector(namespace, name);
  const volumes = `namespace="${namespace}",persistentvolumeclaim=~"datadir-${name}-pxc-[0-9]+"`;
  const database = `${namespace}/${name}`;
  return [
    {
      name: 'MysqlDown',
      expression: `max(mysql_up{${servers}} or vector(0)) < 1`,
      lasting: '5m',
      severity: 'critical',
      summary: `No server of database ${database} answers.`,
    },
    {
      name: 'MysqlProxyDown',
      expression: `sum(kube_statefulset_status_replicas_ready{namespace="${namespace}",statefulset="${name}-haproxy"} or vector(0)) < 1`,
      lasting: '5m',
      severity: 'critical',
      summary: `No proxy of database ${database} is ready: clients cannot reach it.`,
    },
    {
      name: 'MysqlConnectionsExhausted',
      expression: `max(mysql_global_status_threads_connected{${servers}} / mysql_global_variables_max_connections{${servers}}) > 0.85`,
      lasting: '10m',
      severity: 'warning',
      summary: `Database ${database} has nearly as many connections as it takes.`,
    },
    {
      name: 'MysqlVolumeFilling',
      expression: `min by (persistentvolumeclaim) (kubelet_volume_stats_available_bytes{${volumes}} / kubelet_volume_stats_capacity_bytes{${volumes}}) < 0.15`,
      lasting: '15m',
      severity: 'critical',
      summary: `A volume of database ${database} has less than 15 % left.`,
      runbook: 'volume-filling',
    },
  ];
}

function groupAlerts(namespace: string, name: string, instances: number): readonly Alert[] {
  const servers = serverSelector(namespace, name);
  const database = `${namespace}/${name}`;
  return [
    {
      name: 'MysqlReplicaMissing',
      // 4 is "Synced": only a server in this state has all writes and serves clients.
      expression: `(count(mysql_global_status_wsrep_local_state{${servers}} == 4) or vector(0)) < ${instances}`,
      lasting: '30m',
      severity: 'warning',
      summary: `Database ${database} runs with fewer than ${instances} servers in step.`,
    },
    {
      name: 'MysqlFlowControl',
      expression: `max(rate(mysql_global_status_wsrep_flow_control_paused_ns{${servers}}[10m])) / 1e9 > 0.1`,
      lasting: '15m',
      severity: 'warning',
      summary: `Writes to database ${database} wait for a slow server more than a tenth of the time.`,
    },
  ];
}

function backupAlert(namespace: string, name: string): Alert {
  const job = `namespace="${namespace}",cronjob="${name}-backup"`;
  return {
    name: 'MysqlBackupTooOld',
    // Before the first dump, the age of the CronJob counts.
    expression: `time() - max(kube_cronjob_status_last_successful_time{${job}} or kube_cronjob_created{${job}} or vector(0)) > 28800`,
    lasting: '30m',
    severity: 'critical',
    summary: `The newest dump of database ${namespace}/${name} is more than eight hours old.`,
  };
}
