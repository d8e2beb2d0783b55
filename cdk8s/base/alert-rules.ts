import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';

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
  /** Address of the runbook, without an anchor. */
  readonly runbookUrl: string;
  readonly alerts: readonly Alert[];
}

/** Alerts, each with the runbook section that says what to do. */
export class AlertRules extends Construct {
  constructor(scope: Construct, id: string, { name, runbookUrl, alerts }: AlertRulesProps) {
    super(scope, id);
    const namespace = Chart.of(this).namespace ?? '';
    new ApiObject(this, 'rules', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name },
      spec: {
        groups: [
          {
            name,
            rules: alerts.map(({ name: alert, expression, lasting, severity, summary, runbook }) => ({
              alert,
              expr: expression,
              for: lasting,
              // Without them the same alert of two tenants or services would be one.
              labels: { severity, service: name, namespace },
              annotations: { summary, runbook_url: `${runbookUrl}#${runbook}` },
            })),
          },
        ],
      },
    });
  }
}
