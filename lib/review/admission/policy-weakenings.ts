import { z } from 'zod';
import type { ObjectChange } from '../changes';
import { canonical } from '../difference';
import type { ReviewClass } from '../review-finding';
import { textAt, valueAt } from '../value-at';

/** Something that a policy checks less than before. */
export interface Weakening {
  readonly class: Extract<ReviewClass, 'weakens' | 'watch'>;
  readonly what: string;
}

/** What a policy that is still there checks less. */
export function policyWeakenings({ before, after }: ObjectChange): readonly Weakening[] {
  const ignores =
    textAt(before, ['spec', 'failurePolicy']) !== 'Ignore' && textAt(after, ['spec', 'failurePolicy']) === 'Ignore';
  return [
    ...fewerValidations(valueAt(before, ['spec', 'validations']), valueAt(after, ['spec', 'validations'])),
    ...(ignores ? [weakens('allows objects that it failed to evaluate')] : []),
    ...moreConditions(valueAt(before, ['spec', 'matchConditions']), valueAt(after, ['spec', 'matchConditions'])),
    ...fewerResources(valueAt(before, constraints), valueAt(after, constraints)),
    ...['namespaceSelector', 'objectSelector'].flatMap((field) =>
      otherSelector(field, valueAt(before, [...constraints, field]), valueAt(after, [...constraints, field])),
    ),
    ...['excludeResourceRules', 'matchPolicy'].flatMap((field) =>
      isOther(before, after, [...constraints, field])
        ? [watch(`applies to other objects than before: ${field} changed`)]
        : [],
    ),
    ...(isOther(before, after, ['spec', 'variables']) ? [watch('computes with other variables than before')] : []),
  ];
}

/** What a binding that is still there has checked less. */
export function bindingWeakenings({ before, after }: ObjectChange): readonly Weakening[] {
  const denies = (side: unknown) => {
    const actions = valueAt(side, ['spec', 'validationActions']);
    return Array.isArray(actions) && actions.includes('Deny');
  };
  return [
    ...(denies(before) && !denies(after) ? [weakens('no longer denies violations, and only warns or audits')] : []),
    ...(isOther(before, after, ['spec', 'matchResources']) ? [narrowed(before)] : []),
    ...(isOther(before, after, ['spec', 'policyName']) ? [watch('belongs to another policy than before')] : []),
    ...(isOther(before, after, ['spec', 'paramRef']) ? [watch('has other parameters than before')] : []),
  ];
}

/** What a webhook that is still there checks less. */
export function webhookWeakenings({ before, after }: ObjectChange): readonly Weakening[] {
  const webhooks = (side: unknown) => webhooksSchema.safeParse(valueAt(side, ['webhooks'])).data ?? [];
  const current = new Map(webhooks(after).map((each) => [each.name, each] as const));
  return webhooks(before).flatMap((each): readonly Weakening[] => {
    const now = current.get(each.name);
    if (now === undefined) return [weakens(`no longer calls the webhook ${each.name}`)];
    if (each.failurePolicy !== 'Ignore' && now.failurePolicy === 'Ignore') {
      return [weakens(`allows objects when the webhook ${each.name} does not answer`)];
    }
    return canonical(each) === canonical(now) ? [] : [watch(`calls the webhook ${each.name} in another way`)];
  });
}

const webhooksSchema = z.array(z.looseObject({ name: z.string(), failurePolicy: z.string().default('Fail') }));

const constraints = ['spec', 'matchConstraints'] as const;

const weakens = (what: string): Weakening => ({ class: 'weakens', what });
const watch = (what: string): Weakening => ({ class: 'watch', what });

const isOther = (before: unknown, after: unknown, path: readonly string[]): boolean =>
  canonical(valueAt(before, path)) !== canonical(valueAt(after, path));

/** A selector that is empty selects all. */
function otherSelector(field: string, before: unknown, after: unknown): readonly Weakening[] {
  const [one, other] = [canonical(before ?? {}), canonical(after ?? {})];
  if (one === other || other === '{}') return [];
  return one === '{}'
    ? [weakens(`applies to some objects only, and applied to all: it has a ${field}`)]
    : [watch(`applies to other objects than before: ${field} changed`)];
}

const narrowed = (before: unknown): Weakening =>
  valueAt(before, ['spec', 'matchResources']) === undefined
    ? weakens('applies to some objects only, and applied to all')
    : watch('applies to other objects than before');

const validationsSchema = z.array(z.looseObject({ expression: z.string(), message: z.string().optional() }));

function fewerValidations(before: unknown, after: unknown): readonly Weakening[] {
  const [old, current] = [validationsSchema.safeParse(before), validationsSchema.safeParse(after ?? [])];
  if (!old.success || !current.success)
    return canonical(before) === canonical(after) ? [] : [watch('has rules that could not be judged')];
  const kept = new Set(current.data.map(({ expression }) => expression));
  const gone = old.data.filter(({ expression }) => !kept.has(expression));
  const come = current.data.length - (old.data.length - gone.length);
  return gone.map(({ expression, message = expression }) =>
    come < gone.length
      ? weakens(`no longer checks: ${message}`)
      : watch(`checks something else in place of: ${message}`),
  );
}

const conditionsSchema = z.array(z.looseObject({ name: z.string(), expression: z.string() }));

function moreConditions(before: unknown, after: unknown): readonly Weakening[] {
  const parse = (side: unknown) => conditionsSchema.safeParse(side ?? []).data ?? [];
  const known = new Set(parse(before).map(({ expression }) => expression));
  return parse(after)
    .filter(({ expression }) => !known.has(expression))
    .map(({ expression }) => weakens(`applies only where ${expression}`));
}

const list = z.array(z.string()).default([]);
const rulesSchema = z.looseObject({
  resourceRules: z.array(z.looseObject({ apiGroups: list, operations: list, resources: list })).default([]),
});

function fewerResources(before: unknown, after: unknown): readonly Weakening[] {
  const parse = (side: unknown) =>
    (rulesSchema.safeParse(side ?? {}).data?.resourceRules ?? []).flatMap(({ apiGroups, operations, resources }) =>
      apiGroups.flatMap((group) =>
        resources.flatMap((resource) => operations.map((operation) => ({ group, resource, operation }))),
      ),
    );
  const current = parse(after);
  const has = (wanted: string, text: string) => wanted === text || wanted === '*';
  const lost = parse(before).filter(
    (each) =>
      !current.some(
        ({ group, resource, operation }) =>
          has(group, each.group) && has(resource, each.resource) && has(operation, each.operation),
      ),
  );
  const names = [...new Set(lost.map(({ resource, operation }) => `${operation} of ${resource}`))];
  return names.length === 0 ? [] : [weakens(`no longer applies to ${names.join(', ')}`)];
}
