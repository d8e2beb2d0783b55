import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { kinds } from '../../cdk8s/services/kinds';
import { environmentSchema } from '../../model/environment';
import { formatProblem } from '../../model/problem';
import { recordsFileSchema } from '../../model/schema/records';
import { schemaExample } from '../../model/schema-example';
import type { SchemaPlace } from '../../model/schema-places';
import { validate } from '../../model/schema-problems';
import { SourceFile } from '../../model/source-file';
import { tenantSchema } from '../../model/tenant';

type Path = readonly (string | number)[];

const isPlace = (schema: unknown): schema is SchemaPlace =>
  typeof schema === 'object' && schema !== null && !Array.isArray(schema);

/**
 * One document for each required key of a schema, also in parts that may be left out and in every branch of a choice: the least that
 * leads there, with the path of the key.
 */
function* documents(
  place: SchemaPlace,
  wrap: (value: unknown) => unknown,
  path: Path,
): Generator<readonly [unknown, Path]> {
  for (const branch of [...(place.anyOf ?? []), ...(place.oneOf ?? [])].filter(isPlace))
    yield* documents(branch, wrap, path);
  const { items, additionalProperties, propertyNames } = place;
  if (isPlace(items)) yield* documents(items, (value) => wrap([value]), [...path, 0]);
  if (isPlace(additionalProperties)) {
    const [name = 'A_NAME'] = isPlace(propertyNames) ? z.array(z.string()).catch([]).parse(propertyNames.examples) : [];
    yield* documents(additionalProperties, (value) => wrap({ [name]: value }), [...path, name]);
  }
  for (const [key, child] of Object.entries(place.properties ?? {})) {
    if (!isPlace(child)) continue;
    const whole = schemaExample(place);
    const around = (value: unknown) => wrap({ ...(typeof whole === 'object' ? whole : {}), [key]: value });
    if (place.required?.includes(key) === true) yield [around(schemaExample(child)), [...path, key]];
    yield* documents(child, around, [...path, key]);
  }
}

function without(value: unknown, [key = '', ...rest]: Path): unknown {
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === key ? without(item, rest) : item));
  const entries = Object.entries(z.record(z.string(), z.unknown()).parse(value));
  if (rest.length === 0) return Object.fromEntries(entries.filter(([name]) => name !== key));
  return Object.fromEntries(entries.map(([name, child]) => [name, name === key ? without(child, rest) : child]));
}

const spoken = (path: Path) =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .slice(1);

const problems = (schema: z.ZodType, document: unknown): readonly string[] => {
  const checked = validate(schema, new SourceFile('file.yaml', stringify(document)));
  return 'problems' in checked ? checked.problems.map(formatProblem) : [];
};

describe.each([
  ['environment', environmentSchema],
  ['environment’s records', recordsFileSchema],
  ['tenant', tenantSchema(kinds)],
] as const)('of an %s', (_, schema) => {
  const root: SchemaPlace = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const all = [...documents(root, (value) => value, [])];
  // By how they are spoken of, once: branches of a choice lead to the same key.
  const cases = all.map(([document, path], index) => [`${spoken(path)} (${index})`, document, path] as const);

  test('every required key is looked at', () => {
    expect(cases.length).toBeGreaterThan(20);
  });

  test.each(cases)('%s has an example that is taken, and that is told when it is missing', (__, document, path) => {
    expect(problems(schema, document)).toEqual([]);
    const told = problems(schema, without(document, path));
    const place = `${spoken(path)}: is missing\n`;
    const [mine] = told.filter((text) => text.includes(place));
    // A branch of a choice that is told apart by this very key becomes another branch, or none.
    if (mine === undefined) {
      expect(
        told.length === 0 || told.some((text) => /is none of the choices|is missing|is not (a|one)/.test(text)),
      ).toBe(true);
      return;
    }
    const remedy = mine.split('\n    ')[1] ?? '';
    const [, choices] = /^write one of: (.+)$/.exec(remedy) ?? [];
    const [, example] = /; for example (.+)$/s.exec(remedy) ?? [];
    expect(remedy).toMatch(/^write one of: \S|^expected: \S.*; for example \S/s);
    if (example !== undefined) {
      const key = String(path.at(-1));
      const value = z.record(z.string(), z.unknown()).parse(parse(example))[key];
      expect(problems(schema, replaced(document, path, value))).toEqual([]);
    } else {
      expect(choices?.split(', ').length).toBeGreaterThan(0);
    }
  });
});

function replaced(document: unknown, [key = '', ...rest]: Path, value: unknown): unknown {
  if (Array.isArray(document))
    return document.map((item: unknown, index) => (index === key ? replaced(item, rest, value) : item));
  const entries = Object.entries(z.record(z.string(), z.unknown()).parse(document));
  return Object.fromEntries(
    entries.map(([name, child]) => [
      name,
      name !== key ? child : rest.length === 0 ? value : replaced(child, rest, value),
    ]),
  );
}
