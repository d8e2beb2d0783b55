import type { PathStep } from '../../../model/problem';

type Values = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The steps of a path that is written like `workers[0].settings.A`, as far as `value` has them. Keys may have dots and brackets in
 * them, so they are told by what is there.
 */
export function stepsIn(value: unknown, path: string): readonly PathStep[] {
  const [whole, index] = /^\.?\[(\d+)\]/.exec(path) ?? [];
  if (whole !== undefined && Array.isArray(value)) {
    const item: unknown = value[Number(index)];
    return item === undefined ? [] : [Number(index), ...stepsIn(item, path.slice(whole.length))];
  }
  if (!isMap(value)) return [];
  const rest = path.replace(/^\./, '');
  const key = Object.keys(value)
    .filter((each) => value[each] !== undefined && rest.startsWith(each) && /^($|[.[])/.test(rest.slice(each.length)))
    .sort((a, b) => b.length - a.length)[0];
  return key === undefined ? [] : [key, ...stepsIn(value[key], rest.slice(key.length))];
}

/**
 * The values without what is at `steps`; a list or a map that is empty afterwards goes too. Undefined if nothing is left. Steps that
 * lead to nothing take away the last thing on the way that is there.
 */
export function withoutStep(values: Values, steps: readonly PathStep[]): Values | undefined {
  const left = without(values, steps);
  return isMap(left) ? left : undefined;
}

function without(value: unknown, [step, ...others]: readonly PathStep[]): unknown {
  if (step === undefined) return undefined;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    if (typeof step !== 'number' || !(step in items)) return undefined;
    const next = without(items[step], others);
    const kept =
      next === undefined
        ? items.filter((_, index) => index !== step)
        : items.map((item, index) => (index === step ? next : item));
    return kept.length === 0 ? undefined : kept;
  }
  if (!isMap(value) || value[String(step)] === undefined) return undefined;
  const next = without(value[String(step)], others);
  if (next !== undefined) return { ...value, [String(step)]: next };
  const rest = Object.entries(value).filter(([key]) => key !== String(step));
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
}
