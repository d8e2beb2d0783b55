import { z } from 'zod';
import type { RenderedObject } from '../../rendered';
import type { ObjectChange, ResourceChange } from '../changes';
import { pathText } from '../difference';
import { exampleManifest } from '../example-files';
import { targetsAt, type ReviewRule, type RuleFinding } from '../review-rule';
import { objectSubject, resourceSubject } from '../subjects';

/** An alert that is gone, later, or of a lower severity, on something that is still there. */
export const fewerAlertsRule: ReviewRule = {
  id: 'fewer-alerts',
  finds: 'an alert that is removed, fires later or no longer notifies anyone, while what it watches still exists',
  class: 'weakens',
  why: 'A fault without an alert lasts until users complain.',
  remedy: 'Keep the alert, or say in the change what detects the fault instead.',
  dangerous: { before: alerts('WikiDown', 'WikiSlow'), after: alerts('WikiSlow') },
  harmless: { before: alerts('WikiSlow'), after: alerts('WikiDown', 'WikiSlow') },
  findings: ({ objects, resources }) => {
    const changed = objects.filter(({ kind }) => kind === 'monitoring.coreos.com/PrometheusRule');
    const gone = new Set(objects.flatMap((change) => goneFrom(change) ?? []));
    // Alerts of an object that is gone may be in another one now.
    const everywhere = changed.every(({ after }) => after !== undefined)
      ? new Map<string, Alert>()
      : new Map(changed.flatMap(({ after }) => [...alertsIn(after)]));
    return [
      ...resources.flatMap(alarmFindings),
      ...changed
        .filter(({ namespace, before, after }) => before !== undefined && (after !== undefined || !gone.has(namespace)))
        .flatMap((change) => {
          const before = alertsIn(change.before);
          const after = change.after === undefined ? everywhere : alertsIn(change.after);
          const weakened = [...before].flatMap(([name, old]) => weakening(name, old, after.get(name)) ?? []);
          return weakened.length === 0
            ? []
            : [
                {
                  class: 'weakens' as const,
                  layer: 'cluster' as const,
                  subject: objectSubject(change),
                  what: phrase(weakened),
                  targets: change.after === undefined ? [{ change }] : targetsAt(change, change.differences),
                },
              ];
        }),
    ];
  },
};

/** Namespace from which something that runs is gone, or that is gone itself: its alerts go with it. */
function goneFrom({ kind, namespace, name, after }: ObjectChange): string | undefined {
  if (after !== undefined) return undefined;
  if (kind === '/Namespace') return name;
  return /^(apps|batch)\/|Cluster$|\/Route$/.test(kind) ? namespace : undefined;
}

/** Fields of an alarm that say from when on it sounds. */
const sensitivity = /^Properties\.(Threshold|EvaluationPeriods|DatapointsToAlarm|Period|TreatMissingData)$/;

/** An alarm of CloudWatch that sounds later than before. Where its threshold belongs is for whoever knows what it measures. */
function alarmFindings(change: ResourceChange): readonly RuleFinding[] {
  if (change.type === 'AWS::Budgets::Budget') return budgetFindings(change);
  if (change.type !== 'AWS::CloudWatch::Alarm' || change.before === undefined || change.after === undefined) return [];
  const isBelow = String(change.after.Properties.ComparisonOperator).startsWith('Less');
  return change.differences
    .filter(({ path }) => sensitivity.test(pathText(path)))
    .filter(({ path, before, after }) => {
      if (path.at(-1) === 'TreatMissingData') return before === 'breaching';
      const isMore = Number(after) > Number(before);
      return path.at(-1) === 'Threshold' && isBelow ? Number(after) < Number(before) : isMore;
    })
    .map((difference) => ({
      class: 'watch',
      layer: 'aws',
      subject: resourceSubject(change),
      what: `sounds later, with ${pathText(difference.path.slice(-1))} ${String(difference.after)} in place of ${String(difference.before)}`,
      targets: targetsAt(change, [difference]),
    }));
}

/** A budget that warns of higher costs alone. */
const budgetFindings = (change: ResourceChange): readonly RuleFinding[] =>
  change.differences
    .filter(
      ({ path, before, after }) => pathText(path).endsWith('.BudgetLimit.Amount') && Number(after) > Number(before),
    )
    .map((difference) => ({
      class: 'watch',
      layer: 'aws',
      subject: resourceSubject(change),
      what: `warns of costs from ${String(difference.after)} a month on, and did from ${String(difference.before)}`,
      targets: targetsAt(change, [difference]),
    }));

const ruleSchema = z.looseObject({
  alert: z.string().optional(),
  for: z.string().default('0s'),
  labels: z.record(z.string(), z.unknown()).default({}),
});
const specSchema = z.looseObject({
  groups: z.array(z.looseObject({ rules: z.array(ruleSchema).default([]) })).default([]),
});

interface Alert {
  readonly seconds: number;
  readonly severity: unknown;
}

function alertsIn(object: RenderedObject | undefined): ReadonlyMap<string, Alert> {
  const { data } = specSchema.safeParse(object?.spec);
  return new Map(
    (data?.groups ?? [])
      .flatMap(({ rules }) => rules)
      .flatMap(({ alert, for: lasting, labels }) =>
        alert === undefined ? [] : [[alert, { seconds: toSeconds(lasting), severity: labels.severity }] as const],
      ),
  );
}

/** How an alert is less than before. */
interface Weakening {
  readonly how: string;
  readonly name: string;
}

function weakening(name: string, before: Alert, after: Alert | undefined): Weakening | undefined {
  if (after === undefined) return { how: 'no longer have', name };
  if (severities.indexOf(String(after.severity)) > severities.indexOf(String(before.severity)))
    return { how: `have as ${String(after.severity)} in place of ${String(before.severity)}`, name };
  return after.seconds > before.seconds
    ? { how: `have after ${after.seconds / 60} minutes in place of ${before.seconds / 60}`, name }
    : undefined;
}

const phrase = (weakened: readonly Weakening[]): string =>
  [...new Set(weakened.map(({ how }) => how))]
    .map((how) => {
      const names = weakened.filter((each) => each.how === how).map(({ name }) => name);
      return `${how} ${names.join(', ')}`;
    })
    .join('; ');

const severities = ['critical', 'warning', 'info', 'none'];

/** Seconds of a time of Prometheus, like `1h30m`. */
const toSeconds = (text: string): number =>
  [...text.matchAll(/(\d+)(ms|[smhdw])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? 0),
    0,
  );

const units: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

function alerts(...names: readonly string[]): ReviewRule['dangerous']['before'] {
  const rules = names.map((alert) => ({ alert, expr: 'up == 0', for: '5m', labels: { severity: 'critical' } }));
  return exampleManifest('wiki/alerts', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'wiki', namespace: 'wiki' },
    spec: { groups: [{ name: 'wiki', rules }] },
  });
}
