import type { Alert } from '../../../model/formats/prometheus-alert';

/** Lag of Node's event loop, in seconds, above which HedgeDoc answers 503: its default of CMD_TOOBUSY_LAG. */
const tooBusyLag = 0.07;

/** Returns the alerts of HedgeDoc. Metrics: hedgedoc/hedgedoc:lib/prometheus.js and prometheus-api-metrics. */
export function hedgedocAlerts(namespace: string, name: string): readonly Alert[] {
  const own = `namespace="${namespace}",service="${name}"`;
  const answers = (selector: string): string =>
    `sum(rate(http_request_duration_seconds_count{${own}${selector}}[15m]))`;
  return [
    {
      name: 'HedgeDocTooBusy',
      expression: `max(nodejs_eventloop_lag_p90_seconds{${own}}) > ${tooBusyLag}`,
      lasting: '10m',
      severity: 'warning',
      summary: `${namespace}/${name} is so busy that it refuses requests.`,
      runbook: 'hedgedoc-too-busy',
    },
    {
      name: 'HedgeDocErrors',
      expression:
        `${answers(',code=~"5.."')} > 0.05 * ${answers('')} ` +
        `and sum(increase(http_request_duration_seconds_count{${own},code=~"5.."}[15m])) > 20`,
      lasting: '10m',
      severity: 'critical',
      summary: `More than 5 % of the requests to ${namespace}/${name} end in an error.`,
      runbook: 'hedgedoc-errors',
    },
    {
      name: 'HedgeDocUnmeasured',
      expression: `absent(hedgedoc_notes{${own}})`,
      lasting: '30m',
      severity: 'warning',
      summary: `${namespace}/${name} tells no figures, so the alerts about it are blind.`,
      runbook: 'hedgedoc-unmeasured',
    },
  ];
}
