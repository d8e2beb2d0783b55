import { Construct } from 'constructs';
import { PlatformChart } from '../manifests/platform-chart';
import { ApiObject } from '../manifests/api-object';

/** Something that has to wake or occupy a person. */
export interface Alert {
  readonly name: string;
  /** PromQL; true while it is wrong. */
  readonly expression: string;
  /** How long it has to be wrong, in Prometheus' notation. */
  readonly lasting: string;
  readonly severity: 'critical' | 'warning';
  /** What is wrong, in a sentence. */
  readonly summary: string;
  /** Anchor of its section in the runbook. */
  readonly runbook: string;
}

export interface AlertRulesProps {
  /** What the alerts are about; unique in its namespace. */
  readonly name: string;
  readonly alerts: readonly Alert[];
}

/** Alerts, each with the runbook section that says what to do. */
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

/** An alert as Prometheus has it, in rules of either kind. */
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
