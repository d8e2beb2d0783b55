import type { Alert } from '../../../model/formats/prometheus-alert';
import { workloadAlerts } from '../../base/monitoring/workload-alerts';

/** Returns the alerts of Hookshot. Metrics: matrix-org/matrix-hookshot:src/Metrics.ts. */
export function hookshotAlerts(namespace: string, name: string): readonly Alert[] {
  const own = `namespace="${namespace}",service="${name}"`;
  return [
    ...workloadAlerts(namespace, name, undefined),
    {
      name: 'HookshotCannotPost',
      expression:
        `sum(increase(matrix_api_calls_failed{${own}}[30m])) > 0.5 * sum(increase(matrix_api_calls{${own}}[30m])) ` +
        `and sum(increase(matrix_api_calls_failed{${own}}[30m])) > 10`,
      lasting: '15m',
      severity: 'warning',
      summary: `Most of what ${namespace}/${name} asks of the homeserver fails.`,
    },
  ];
}
