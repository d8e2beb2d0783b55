import { objectsOfKind, type RenderedObject } from '../rendered';
import { alertsIn } from './alerts';
import { describeObject } from './describe-object';
import { servicesIn } from './rendered-services';
import { longRunningWorkloads } from './service-workloads';
import type { RenderedRule } from './rendered-rule';

/**
 * Pattern of the expression of an alert that fires when a workload has no pods: it counts pods, or checks that a cache
 * answers.
 */
const tellsOfNone = (name: string): RegExp =>
  new RegExp(
    `kube_(deployment|statefulset)_status_replicas_(available|ready)\\{[^}]*(deployment|statefulset)="${name}"|redis_up\\{[^}]*pod="${name}-0"`,
  );

export const watchedServicesRule: RenderedRule = {
  id: 'watched-services',
  holds: 'every service has an alert for the case that none of its pods runs',
  findings: (rendered) =>
    servicesIn(rendered).flatMap(({ objects }) => {
      const alerts = alertsIn(objectsOfKind(objects, 'monitoring.coreos.com/PrometheusRule'));
      const isWatched = ({ metadata: { name } }: RenderedObject) =>
        alerts.some(({ expr, annotations }) => tellsOfNone(name).test(expr) && annotations.runbook_url !== undefined);
      return longRunningWorkloads(objects)
        .filter((workload) => !isWatched(workload))
        .map((workload) => ({
          place: describeObject(workload),
          reason: 'no alert fires when none of its pods runs',
          remedy: 'give it those of cdk8s/base/monitoring/workload-alerts.ts, with a section in docs/alerts.md',
        }));
    }),
};
