import type { DashboardProps } from '../../../base/monitoring/dashboard-props';

const volumeShare =
  'min by (namespace, persistentvolumeclaim) (kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes)';
const newestBackup = 'max by (namespace) (barman_cloud_cloudnative_pg_io_last_available_backup_timestamp)';

/** Dashboard on databases, volumes and backups. */
export const stateDashboard: DashboardProps = {
  name: 'state',
  title: 'Commons: databases, volumes, backups',
  rows: [
    {
      title: 'Now',
      panels: [
        {
          kind: 'number',
          title: 'Database instances down',
          unit: 'short',
          expression: 'count(cnpg_collector_up == 0) or vector(0)',
        },
        {
          kind: 'number',
          title: 'Volumes with less than 15 % left',
          unit: 'short',
          expression: `count(${volumeShare} < 0.15) or vector(0)`,
        },
        {
          kind: 'number',
          title: 'Age of the oldest newest database backup',
          unit: 's',
          expression: `max(time() - ${newestBackup})`,
        },
        {
          kind: 'number',
          title: 'Alerts firing',
          unit: 'short',
          expression: 'count(ALERTS{alertstate="firing",severity=~"critical|warning"}) or vector(0)',
        },
      ],
    },
    {
      title: 'Databases',
      panels: [
        {
          kind: 'graph',
          title: 'Replica behind, the ten furthest',
          unit: 's',
          lines: [
            {
              expression: 'topk(10, max by (namespace, pod) (cnpg_pg_replication_lag))',
              legend: '{{namespace}}/{{pod}}',
            },
          ],
        },
        {
          kind: 'graph',
          title: 'Clients that wait for a connection',
          unit: 'short',
          lines: [
            {
              expression: 'topk(10, sum by (namespace, pod) (cnpg_pgbouncer_pools_cl_waiting) > 0)',
              legend: '{{namespace}}/{{pod}}',
            },
          ],
        },
        {
          kind: 'graph',
          title: 'Connections in use of those allowed',
          unit: 'percentunit',
          lines: [
            {
              expression:
                'topk(10, sum by (namespace, pod) (cnpg_backends_total) / ' +
                'max by (namespace, pod) (cnpg_pg_settings_setting{name="max_connections"}))',
              legend: '{{namespace}}/{{pod}}',
            },
          ],
        },
        {
          kind: 'graph',
          title: 'Log segments that failed to reach S3',
          unit: 'short',
          lines: [
            {
              expression: 'sum by (namespace) (increase(cnpg_pg_stat_archiver_failed_count[1h])) > 0',
              legend: '{{namespace}}',
            },
          ],
        },
      ],
    },
    {
      title: 'Volumes',
      panels: [
        {
          kind: 'table',
          title: 'The twenty fullest',
          labels: { namespace: 'Namespace', persistentvolumeclaim: 'Claim' },
          figures: [
            { title: 'Left', unit: 'percentunit', expression: `bottomk(20, ${volumeShare})` },
            {
              title: 'Bytes left',
              unit: 'bytes',
              expression: `min by (namespace, persistentvolumeclaim) (kubelet_volume_stats_available_bytes) and bottomk(20, ${volumeShare})`,
            },
          ],
        },
      ],
    },
    {
      title: 'Backups',
      panels: [
        {
          kind: 'table',
          title: 'Databases, by the age of their newest backup',
          labels: { namespace: 'Namespace' },
          figures: [
            { title: 'Age', unit: 's', expression: `time() - ${newestBackup}` },
            {
              title: 'First moment that can be restored',
              unit: 's',
              expression:
                'time() - min by (namespace) (barman_cloud_cloudnative_pg_io_first_recoverability_point_timestamp)',
            },
          ],
        },
        {
          kind: 'table',
          title: 'Namespaces’ objects, by schedule',
          labels: { schedule: 'Schedule' },
          figures: [
            {
              title: 'Age of the newest',
              unit: 's',
              expression: 'time() - max by (schedule) (velero_backup_last_successful_timestamp{schedule!=""})',
            },
          ],
        },
      ],
    },
  ],
};
