import { Construct } from 'constructs';
import { alertRule, type AlertRulesProps } from '../../base/monitoring/alert-rules';
import { ApiObject } from '../../base/manifests/api-object';

export interface PlatformAlertRulesProps extends AlertRulesProps {
  /** Names of OpenShift's alerts that ours replace, because they do not link to our runbook. */
  readonly instead: readonly string[];
}

/**
 * Alerts on metrics of the cluster's own Prometheus: nodes, volumes, routers, operators of Red Hat. A PrometheusRule is only
 * for user workloads: its queries see one namespace. So these are an AlertingRule and, for the replaced alerts, an
 * AlertRelabelConfig; both must be in `openshift-monitoring` (openshift/api:monitoring/v1/types.go).
 */
export class PlatformAlertRules extends Construct {
  constructor(scope: Construct, id: string, { name, alerts, instead }: PlatformAlertRulesProps) {
    super(scope, id);
    new ApiObject(this, 'rules', {
      apiVersion: 'monitoring.openshift.io/v1',
      kind: 'AlertingRule',
      metadata: { name },
      spec: {
        groups: [
          {
            name,
            rules: alerts.map((alert) => alertRule(this, alert, { service: name })),
          },
        ],
      },
    });
    new ApiObject(this, 'replaced', {
      apiVersion: 'monitoring.openshift.io/v1',
      kind: 'AlertRelabelConfig',
      metadata: { name },
      spec: { configs: [{ sourceLabels: ['alertname'], regex: instead.join('|'), action: 'Drop' }] },
    });
  }
}
