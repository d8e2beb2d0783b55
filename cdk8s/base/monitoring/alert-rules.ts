import { Construct } from 'constructs';
import { PlatformChart } from '../manifests/platform-chart';
import { ApiObject } from '../manifests/api-object';

/** An alert: a problem that a person must look at. */
export interface Alert {
  readonly name: string;
  /** PromQL that has a result while the problem exists. */
  readonly expression: string;
  /** How long the problem must exist before the alert fires, as Prometheus writes durations, such as `15m`. */
  readonly lasting: string;
  readonly severity: 'critical' | 'warning';
  /** The problem in one sentence. */
  readonly summary: string;
  /** Anchor of the alert's section in the runbook. */
  readonly runbook: string;
}

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
 *       runbook: 'wiki-queue-long',
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

/** An alert as an entry of `rules`, for a PrometheusRule or an AlertingRule of OpenShift. */
export const alertRule = (
  scope: Construct,
  { name, expression, lasting, severity, summary, runbook }: Alert,
  labels: Readonly<Record<string, string>>,
) => ({
  alert: name,
  expr: expression,
  for: lasting,
  labels: { severity, ...labels },
  annotations: { summary, runbook_url: `${PlatformChart.of(scope).context.runbookUrl}#${runbook}` },
});
