import type { Alert } from '../../../model/formats/prometheus-alert';
import { collectorName, type LogCollectionProps } from './log-collection';
import { logsNamespace } from './log-store';

const here = `namespace="${logsNamespace}"`;
const daemonSet = `${here},daemonset="${collectorName}"`;
const received = 'loki_distributor_lines_received_total';
const sent = `vector_component_sent_events_total{${here},component_id="output_audit_archive"}`;

/**
 * Alerts that the operators do not bring: Loki gets no logs, logs are lost, a queue fills, or the archive gets no records. A
 * collector keeps at most 256 MiB for each output on the disk of its node and then stops reading. Sources:
 * openshift/cluster-logging-operator:config/prometheus/collector_alerts.yaml and
 * internal/generator/vector/output/common/buffer.go, grafana/loki:pkg/distributor/distributor.go.
 */
export const logAlerts = ({ auditArchive }: Pick<LogCollectionProps, 'auditArchive'>): readonly Alert[] => [
  ...logAlertsOfAll,
  ...(auditArchive === undefined ? [] : [archiveStopped]),
];

const logAlertsOfAll: readonly Alert[] = [
  {
    name: 'LogsNotStored',
    // The Kubernetes API is called all the time, so a healthy cluster always has audit records.
    expression: `absent(sum(rate(${received}{${here},tenant="audit"}[15m])) > 0) or absent(sum(rate(${received}{${here},tenant="infrastructure"}[15m])) > 0)`,
    lasting: '15m',
    severity: 'critical',
    summary: 'Loki takes in no logs.',
  },
  {
    name: 'LogCollectorDown',
    expression: `max(kube_daemonset_status_desired_number_scheduled{${daemonSet}} - kube_daemonset_status_number_available{${daemonSet}}) > 0 or absent(kube_daemonset_status_desired_number_scheduled{${daemonSet}})`,
    lasting: '30m',
    severity: 'warning',
    summary: 'A machine has no working collector; its logs wait on its disk until they are rotated away.',
  },
  {
    name: 'LogsLost',
    expression: `sum(increase(vector_component_discarded_events_total{${here},component_kind="sink",intentional="false"}[15m])) > 0`,
    lasting: '5m',
    severity: 'warning',
    summary: 'Collectors throw logs away because nobody takes them.',
  },
  {
    name: 'LogQueueFilling',
    expression: `max by (component_id) (vector_buffer_byte_size{${here},component_kind="sink",buffer_type="disk"}) > 0.75 * 268435488`,
    lasting: '15m',
    severity: 'warning',
    summary: 'Logs pile up on a machine because an output does not take them.',
  },
];

const archiveStopped: Alert = {
  name: 'AuditArchiveStopped',
  expression: `absent(sum(rate(${sent}[30m])) > 0)`,
  lasting: '30m',
  severity: 'critical',
  summary: 'No record of calls to the API reaches the archive.',
};
