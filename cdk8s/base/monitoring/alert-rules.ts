import { Construct } from 'constructs';
import { prometheusAlert, type Alert } from '../../../model/formats/prometheus-alert';
import { PlatformChart } from '../manifests/platform-chart';
import { ApiObject } from '../manifests/api-object';

export interface AlertRulesProps {
  /** What the alerts are about; unique in its namespace. */
  readonly name: string;
  readonly alerts: readonly Alert[];
}

/**
 * A PrometheusRule with alerts; each alert links to its section of the runbook.
 *
 * @example
 * new AlertRules(chart, 'alerts', {
 *   name: 'wiki',
 *   alerts: [
 *     {
 *       name: 'WikiQueueLong',
 *       expression: 'max(wiki_queue_length{namespace="library"}) > 1000',
 *       lasting: '15m',
 *       severity: 'warning',
 *       summary: 'More than 1000 jobs of the wiki wait.',
 *     },
 *   ],
 * });
 */
export class AlertRules extends Construct {
  constructor(scope: Construct, id: string, { name, alerts }: AlertRulesProps) {
    super(scope, id);
    const namespace = PlatformChart.of(this).ownNamespace;
    new ApiObject(this, 'rules', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name },
      spec: {
        groups: [
          {
            name,
            // Without the labels the same alert of two tenants or services would be one.
            rules: alerts.map((alert) => alertRule(this, alert, { service: name, namespace })),
          },
        ],
      },
    });
  }
}

/** An alert as an entry of `rules` that leads to its section. */
export const alertRule = (scope: Construct, alert: Alert, labels: Readonly<Record<string, string>>) =>
  prometheusAlert(alert, { page: PlatformChart.of(scope).context.runbookUrl, labels });
