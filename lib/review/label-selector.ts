import { z } from 'zod';
import { meetsExpression } from '../../model/workloads/match-expression';

export type Labels = Readonly<Record<string, string>>;

/** Selector of Kubernetes; an empty one matches everything. */
export const labelSelectorSchema = z.object({
  matchLabels: z.record(z.string(), z.string()).default({}),
  matchExpressions: z
    .array(
      z.looseObject({
        key: z.string(),
        operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
        values: z.array(z.string()).default([]),
      }),
    )
    .default([]),
});

export type LabelSelector = z.output<typeof labelSelectorSchema>;

/** Whether a selector matches labels. */
export const matchesLabels = ({ matchLabels, matchExpressions }: LabelSelector, labels: Labels): boolean =>
  Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
  matchExpressions.every((expression) => meetsExpression(expression, labels));

/** Labels that a selector matches, one set for each value of a list; a selector that only excludes gives a set without labels. */
export function labelsFor({ matchLabels, matchExpressions }: LabelSelector): readonly Labels[] {
  return matchExpressions.reduce<readonly Labels[]>(
    (sets, { key, operator, values }) => {
      if (operator === 'Exists') return sets.map((set) => ({ ...set, [key]: set[key] ?? '' }));
      return operator === 'In' ? sets.flatMap((set) => values.map((value) => ({ ...set, [key]: value }))) : sets;
    },
    [matchLabels],
  );
}

/** Whether a value, which need be no selector, selects labels; undefined for something that is none. */
export function selectsLabels(selector: unknown, labels: Labels): boolean | undefined {
  const parsed = labelSelectorSchema.safeParse(selector ?? {}).data;
  return parsed && matchesLabels(parsed, labels);
}
