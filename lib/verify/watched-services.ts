import { ofKind, type RenderedObject } from '../rendered';
import { alertsIn } from './alerts';
import { placeOf } from './place-of';
import { servicesIn } from './rendered-services';
import { lastingIn } from './service-workloads';
import type { RenderedRule } from './rendered-rule';

/** What an alert asks that tells when none of its pods is there: how many are, or whether the one of a cache answers. */
const tellsOfNone = (name: string): RegExp =>
  new RegExp(
    `kube_(deployment|statefulset)_status_replicas_(available|ready)\\{[^}]*(deployment|statefulset)="${name}"|redis_up\\{[^}]*pod="${name}-0"`,
  );

export const watchedServices: RenderedRule = {
  id: 'watched-services',
  holds: 'of every service an alert tells when no pod of it is there',
  findings: (rendered) =>
    servicesIn(rendered).flatMap(({ objects }) => {
      const alerts = alertsIn(ofKind(objects, 'monitoring.coreos.com/PrometheusRule'));
      const isWatched = ({ metadata: { name } }: RenderedObject) =>
        alerts.some(({ expr, annotations }) => tellsOfNone(name).test(expr) && annotations.runbook_url !== undefined);
      return lastingIn(objects)
        .filter((workload) => !isWatched(workload))
        .map((workload) => ({
          place: placeOf(workload),
          reason: 'no alert tells when none of its pods is there',
          remedy: 'give it those of cdk8s/base/workload-alerts.ts, with a section in docs/alerts.md',
        }));
    }),
};
