import { z } from 'zod';

type Place = z.output<typeof placeSchema>;

const placeSchema = z.looseObject({
  get anyOf() {
    return z.array(placeSchema).default([]);
  },
  get oneOf() {
    return z.array(placeSchema).default([]);
  },
  get properties() {
    return z.record(z.string(), placeSchema).default({});
  },
  get items() {
    return placeSchema.optional();
  },
  get additionalProperties() {
    return z.union([z.literal(false), placeSchema]).optional();
  },
  const: z.unknown().optional(),
  required: z.array(z.string()).default([]),
});

/** The keys that a schema knows and none of some documents says, as paths; an alternative is named by its constants. */
export function unsaidKeys(schema: z.ZodType, documents: readonly unknown[]): readonly string[] {
  const place = placeSchema.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const said = new Set(documents.flatMap((document) => [...keysOf(place, '', document)]));
  return [...new Set(keysOf(place, ''))].filter((path) => !said.has(path));
}

/** Keys below a place: all that it knows, or those that `value` says. */
function* keysOf(place: Place, path: string, ...said: readonly unknown[]): Generator<string> {
  for (const other of [...place.anyOf, ...place.oneOf]) {
    if (said.every((value) => couldBe(other, value))) yield* keysOf(other, path + nameOf(other), ...said);
  }
  for (const [key, child] of Object.entries(place.properties)) {
    const values = said.flatMap((value) =>
      entriesOf(value)
        .filter(([own]) => own === key)
        .map(([, inner]) => inner),
    );
    if (said.length > 0 && values.length === 0) continue;
    yield `${path}.${key}`;
    yield* keysOf(child, `${path}.${key}`, ...values);
  }
  const inner = place.items ?? (place.additionalProperties === false ? undefined : place.additionalProperties);
  if (inner === undefined) return;
  if (said.length === 0) yield* keysOf(inner, `${path}[]`);
  else for (const value of said) for (const [, child] of entriesOf(value)) yield* keysOf(inner, `${path}[]`, child);
}

const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

const constantsOf = ({ properties }: Place): readonly (readonly [string, unknown])[] =>
  Object.entries(properties).flatMap(([key, child]) =>
    child.const === undefined ? [] : [[key, child.const] as const],
  );

const nameOf = (place: Place): string =>
  constantsOf(place)
    .map(([, constant]) => `<${String(constant)}>`)
    .join('');

/** An alternative with constants is meant where the value has them, or leaves out one that has a default. */
const couldBe = (place: Place, value: unknown): boolean =>
  constantsOf(place).every(([key, constant]) => {
    const found = entriesOf(value).find(([own]) => own === key);
    return found === undefined ? !place.required.includes(key) : found[1] === constant;
  });
