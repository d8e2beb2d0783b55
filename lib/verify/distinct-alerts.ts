import { alertsIn, type RenderedAlert } from './alerts';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

/** No two alerts have the same name and labels, because Alertmanager would treat them as one. */
export const distinctAlertsRule: RenderedRule = {
  id: 'distinct-alerts',
  holds: 'no two alerts have the same name and labels',
  findings: ({ objects }) => {
    const first = new Map<string, RenderedAlert>();
    return alertsIn(objects).flatMap((alert) => {
      const look = JSON.stringify([alert.alert, ...Object.entries(alert.labels).sort()]);
      const other = first.get(look);
      first.set(look, other ?? alert);
      return other === undefined
        ? []
        : [
            {
              place: describeObject(alert.object),
              reason: `alert ${alert.alert} has the same name and labels as one of ${describeObject(other.object)}`,
              remedy: 'give it another name, or a label with another value',
            },
          ];
    });
  },
};
