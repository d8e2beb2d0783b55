/** Every value inside another with its path, such as `.spec.ports[0].name`, the value itself first. */
export function* walkValues(value: unknown, path = ''): Generator<readonly [path: string, value: unknown]> {
  yield [path, value];
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* walkValues(item, `${path}[${index}]`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) yield* walkValues(child, `${path}.${key}`);
  }
}

/** Paths of what Go leaves out as empty: no text, no elements, zero, false. */
export const emptyPaths = (value: unknown): readonly string[] =>
  [...walkValues(value)].flatMap(([path, each]) => (isEmpty(each) ? [path] : []));

const isEmpty = (value: unknown): boolean =>
  value === '' ||
  value === false ||
  value === 0 ||
  value === null ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** The values at a path with `[]` for every element of a list and `{}` for every value of a map, such as `spec.ports[].name`. */
export function valuesAt(value: unknown, path: string): readonly unknown[] {
  const steps = path.match(/[^.[\]{}]+|\[\]|\{\}/g) ?? [];
  return steps.reduce<readonly unknown[]>((found, step) => found.flatMap((each) => stepInto(each, step)), [value]);
}

function stepInto(value: unknown, step: string): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (step === '[]') return Array.isArray(value) ? value : [];
  if (step === '{}') return Array.isArray(value) ? [] : Object.values(value);
  const entry = Object.entries(value).find(([key]) => key === step);
  return entry === undefined ? [] : [entry[1]];
}
