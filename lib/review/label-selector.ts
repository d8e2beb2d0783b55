import { z } from 'zod';

const selectorSchema = z.looseObject({
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

/** Whether a label selector of Kubernetes selects something with these labels; undefined for something that is no selector. */
export function selectsLabels(selector: unknown, labels: Readonly<Record<string, string>>): boolean | undefined {
  const parsed = selectorSchema.safeParse(selector ?? {}).data;
  if (parsed === undefined) return undefined;
  const { matchLabels, matchExpressions } = parsed;
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values }) => {
      const value = labels[key];
      switch (operator) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        case 'DoesNotExist':
          return value === undefined;
      }
    })
  );
}
