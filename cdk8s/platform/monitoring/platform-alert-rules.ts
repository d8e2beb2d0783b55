import { Construct } from 'constructs';
import { alertRule, type AlertRulesProps } from '../../base/monitoring/alert-rules';
import { ApiObject } from '../../base/manifests/api-object';

export interface PlatformAlertRulesProps extends AlertRulesProps {
  /** Alerts of OpenShift's own that ours take the place of: they know nothing of our runbook. */
  readonly instead: readonly string[];
}

/**
 * Alerts on what the cluster's own Prometheus knows: nodes, volumes, routers, operators of Red Hat. `PrometheusRule`
 * objects are for workloads: what they ask is confined to their namespace. These are the kinds that OpenShift has for
 * the platform; both belong into `openshift-monitoring` (openshift/api:monitoring/v1/types.go).
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
