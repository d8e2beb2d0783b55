import { alarmFindings } from '../alerts/alarm-findings';
import { alertWeakenings, ruleAlerts, type AlertWeakening } from '../alerts/alert-changes';
import { alertWayFindings } from '../alerts/alert-way-findings';
import { unreadMetrics } from '../alerts/metric-readers';
import type { ObjectChange } from '../changes';
import { canonical } from '../difference';
import { exampleManifest } from '../example-files';
import { targetsAt, type ReviewRule } from '../review-rule';
import { objectSubject } from '../subjects';
import { textAt, valueAt } from '../value-at';

/** An alert that is gone, later, of a lower severity, or tells fewer people, on something that is still there. */
export const fewerAlertsRule: ReviewRule = {
  id: 'fewer-alerts',
  finds:
    'an alert that is removed, fires later, asks something else or no longer reaches anyone, while what it watches still exists',
  class: 'weakens',
  why: 'A fault without an alert lasts until users complain.',
  remedy: 'Keep the alert, or say in the change what detects the fault instead.',
  dangerous: { before: alerts('WikiDown', 'WikiSlow'), after: alerts('WikiSlow') },
  harmless: { before: alerts('WikiSlow'), after: alerts('WikiDown', 'WikiSlow') },
  findings: ({ objects, resources, after: current }) => {
    const changed = objects.filter(({ kind }) => alertKinds.has(kind));
    const gone = objects.filter(({ kind, after }) => after === undefined && watched.test(kind));
    const isExcused = (change: ObjectChange) => gone.some((each) => isAbout(change, each));
    // Alerts of an object that is gone may be in another one now.
    const everywhere = changed.every(({ after }) => after !== undefined)
      ? []
      : changed.flatMap(({ after }) => ruleAlerts(after));
    return [
      ...resources.flatMap(alarmFindings),
      ...objects.flatMap(alertWayFindings),
      ...objects.filter((change) => !isExcused(change)).flatMap((change) => unreadMetrics(change, current)),
      ...changed
        .filter((change) => change.before !== undefined && (change.after !== undefined || !isExcused(change)))
        .flatMap((change) => {
          const after = change.after === undefined ? everywhere : ruleAlerts(change.after);
          const weakened = alertWeakenings(ruleAlerts(change.before), after);
          return (['weakens', 'watch'] as const).flatMap((danger) => {
            const ofClass = weakened.filter((each) => each.class === danger);
            return ofClass.length === 0
              ? []
              : [
                  {
                    class: danger,
                    layer: 'cluster' as const,
                    subject: objectSubject(change),
                    what: phrase(ofClass),
                    targets: change.after === undefined ? [{ change }] : targetsAt(change, change.differences),
                  },
                ];
          });
        }),
    ];
  },
};

/** Kinds with alerts: of tenants and operators, and of the cluster itself. */
const alertKinds: ReadonlySet<string> = new Set([
  'monitoring.coreos.com/PrometheusRule',
  'monitoring.openshift.io/AlertingRule',
]);

/** Kinds of what runs, and of namespaces: alerts about them go with them. */
const watched = /^((apps|batch)\/\w+|.*Cluster|.*\/Route|\/Namespace)$/;

/** Whether alerts or metrics are of something: of a namespace, or of what they name in it. */
function isAbout({ namespace, name, before }: ObjectChange, gone: ObjectChange): boolean {
  if (gone.kind === '/Namespace') return gone.name === namespace;
  const host = textAt(gone.before, ['spec', 'host']);
  const text = canonical([name, valueAt(before, ['spec'])]);
  return (
    gone.namespace === namespace &&
    [gone.name, ...(host === undefined ? [] : [host])].some((each) =>
      new RegExp(String.raw`(?<![\w-])${each.replaceAll('.', String.raw`\.`)}(?![\w])`).test(text),
    )
  );
}

const phrase = (weakened: readonly AlertWeakening[]): string =>
  [...new Set(weakened.map(({ how }) => how))]
    .map((how) => {
      const names = weakened.filter((each) => each.how === how).map(({ name }) => name);
      return `${how} ${[...new Set(names)].join(', ')}`;
    })
    .join('; ');

function alerts(...names: readonly string[]): ReviewRule['dangerous']['before'] {
  const rules = names.map((alert) => ({ alert, expr: 'up == 0', for: '5m', labels: { severity: 'critical' } }));
  return exampleManifest('wiki/alerts', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'wiki', namespace: 'wiki' },
    spec: { groups: [{ name: 'wiki', rules }] },
  });
}
