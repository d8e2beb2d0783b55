import { plainTemplateText } from './formats/plain-template-text';
import { hostChecks } from './data/host-checks';
import type { Alert } from './formats/prometheus-alert';
import type { KeptLifecycle } from './kept-hosts';

/** Namespace of the metrics and alerts of hosts, in which its Prometheus looks for both. */
export const hostMetricsNamespace = 'hosts';

/** PromQL for answers on the wrong side of their limit; value and limit have the same labels. */
const beyond = (labels: string, when: 'above' | 'below'): string =>
  `commons_check_value{${labels}} ${when === 'above' ? '>' : '<'} commons_check_limit{${labels}}`;

/** Alerts on the checks of machines, on their convergence, and on the exporter that tells of both. */
export const hostAlerts: readonly Alert[] = [
  ...Object.entries(hostChecks).map(([kind, { when, alert }]) => ({
    ...alert,
    expression: beyond(`check="${kind}"`, when),
  })),
  {
    name: 'HostCheckFailed',
    expression:
      'commons_check_failed > 0 or time() - node_textfile_mtime_seconds{file=~".*/checks[.]prom"} > 3600 ' +
      `or up{namespace="${hostMetricsNamespace}"} == 1 unless on (machine) commons_check_failed`,
    lasting: '1h',
    severity: 'warning',
    summary: 'Check {{ $labels.check }} {{ $labels.name }} of {{ $labels.machine }} has no answer.',
  },
  {
    name: 'HostConvergenceFailed',
    expression: 'commons_converge_success == 0',
    lasting: '90m',
    severity: 'warning',
    summary: 'Tasks fail on {{ $labels.machine }}, in every run of more than an hour.',
  },
  {
    name: 'HostConvergenceLate',
    expression:
      'time() - commons_converge_last_success_timestamp_seconds > 14400 ' +
      `or up{namespace="${hostMetricsNamespace}"} == 1 unless on (machine) commons_converge_last_success_timestamp_seconds`,
    lasting: '30m',
    severity: 'critical',
    summary: '{{ $labels.machine }} has not become what was delivered for four hours.',
  },
  {
    name: 'HostCommitRefused',
    expression: 'commons_converge_refused > 0',
    lasting: '5m',
    severity: 'critical',
    summary:
      '{{ $labels.machine }} refuses the newest commit: nobody who may deliver has signed it, or it is an old one.',
  },
  {
    name: 'HostDrift',
    expression: 'commons_converge_drift_tasks > 0',
    lasting: '1m',
    severity: 'warning',
    summary: 'Somebody had changed {{ $labels.machine }}: {{ $value }} tasks have put it back.',
  },
  {
    name: 'HostUnmeasured',
    expression: `up{namespace="${hostMetricsNamespace}"} == 0`,
    lasting: '15m',
    severity: 'critical',
    summary: 'The node exporter of {{ $labels.machine }} does not answer.',
  },
];

/** The alert of a check by a program of the community's own, on the host of this name; undefined for other kinds. */
export function programAlert(host: string, check: KeptLifecycle['checks'][number]): Alert | undefined {
  if (check.kind !== 'program') return undefined;
  const { when, lastingMinutes, severity, summary } = check.alert;
  return {
    name: 'HostProgramCheck',
    expression: beyond(`check="program",host="${host}",name="${check.name}"`, when),
    lasting: `${lastingMinutes}m`,
    severity,
    summary: `{{ $labels.machine }}: ${plainTemplateText(summary)}`,
  };
}
