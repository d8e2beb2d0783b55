import { z } from 'zod';
import type { RenderedObject } from '../../rendered';
import { prometheusSeconds } from './prometheus-seconds';
import { otherQuestion } from './other-question';

const ruleSchema = z.looseObject({
  alert: z.string().optional(),
  expr: z.union([z.string(), z.number()]).transform(String).default(''),
  for: z.string().default('0s'),
  labels: z.record(z.string(), z.unknown()).default({}),
});
const specSchema = z.looseObject({
  groups: z.array(z.looseObject({ rules: z.array(ruleSchema).default([]) })).default([]),
});

/** An alert of Prometheus. Several may have one name. */
export interface ReviewedAlert {
  readonly name: string;
  readonly expression: string;
  readonly seconds: number;
  readonly severity: string;
}

/** The alerts in a PrometheusRule. */
export function ruleAlerts(object: RenderedObject | undefined): readonly ReviewedAlert[] {
  const { data } = specSchema.safeParse(object?.spec);
  return (data?.groups ?? [])
    .flatMap(({ rules }) => rules)
    .flatMap(({ alert: name, expr, for: lasting, labels }) =>
      name === undefined
        ? []
        : [
            {
              name,
              expression: expr.replaceAll(/\s+/g, ' ').trim(),
              seconds: prometheusSeconds(lasting),
              severity: typeof labels.severity === 'string' ? labels.severity : 'none',
            },
          ],
    );
}

/** How an alert is less than before. */
export interface AlertWeakening {
  readonly class: 'weakens' | 'watch';
  readonly how: string;
  readonly name: string;
}

/** How alerts are less than before. Of several with one name, each is compared with that of its severity, and else with what is left. */
export function alertWeakenings(
  before: readonly ReviewedAlert[],
  after: readonly ReviewedAlert[],
): readonly AlertWeakening[] {
  const left = new Set(after);
  const take = (isIt: (alert: ReviewedAlert) => boolean): ReviewedAlert | undefined => {
    const found = [...left].find(isIt);
    if (found !== undefined) left.delete(found);
    return found;
  };
  const same = new Map(
    [
      (one: ReviewedAlert, other: ReviewedAlert) =>
        one.severity === other.severity && one.expression === other.expression,
      (one: ReviewedAlert, other: ReviewedAlert) => one.severity === other.severity,
      () => true,
    ].reduce<readonly (readonly [ReviewedAlert, ReviewedAlert])[]>((pairs, isPair) => {
      const paired = new Set(pairs.map(([one]) => one));
      return [
        ...pairs,
        ...before
          .filter((one) => !paired.has(one))
          .flatMap((one) => {
            const other = take((each) => each.name === one.name && isPair(one, each));
            return other === undefined ? [] : [[one, other] as const];
          }),
      ];
    }, []),
  );
  return before.flatMap((alert) => weakening(alert, same.get(alert)) ?? []);
}

function weakening(before: ReviewedAlert, after: ReviewedAlert | undefined): AlertWeakening | undefined {
  const { name } = before;
  if (after === undefined) return { class: 'weakens', how: 'no longer have', name };
  if (severities.indexOf(after.severity) > severities.indexOf(before.severity))
    return { class: 'weakens', how: `have as ${after.severity} in place of ${before.severity}`, name };
  if (after.seconds > before.seconds)
    return {
      class: 'weakens',
      how: `have after ${after.seconds / 60} minutes in place of ${before.seconds / 60}`,
      name,
    };
  const question = otherQuestion(before.expression, after.expression);
  return question === undefined ? undefined : { ...question, name };
}

const severities = ['critical', 'warning', 'info', 'none'];
