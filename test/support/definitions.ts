import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** A schema as an API server reads it, as far as defaults and amounts go. */
export interface StructuralSchema {
  readonly default?: unknown;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, StructuralSchema>>;
  readonly additionalProperties?: StructuralSchema | boolean;
  readonly items?: StructuralSchema;
  readonly 'x-kubernetes-list-type'?: string;
}

const schemaSchema: z.ZodType<StructuralSchema> = z.lazy(() =>
  z.looseObject({
    pattern: z.string().optional(),
    properties: z.record(z.string(), schemaSchema).optional(),
    additionalProperties: z.union([z.boolean(), schemaSchema]).optional(),
    items: schemaSchema.optional(),
    'x-kubernetes-list-type': z.string().optional(),
  }),
);
const definitionSchema = z.looseObject({
  spec: z.looseObject({
    group: z.string(),
    names: z.looseObject({ kind: z.string() }),
    versions: z.array(z.looseObject({ name: z.string(), schema: z.looseObject({ openAPIV3Schema: schemaSchema }) })),
  }),
});

/** Schemas of definitions by `<apiVersion> <kind>`; what is in a later folder takes the place of the same in an earlier. */
export function definitionsIn(folders: readonly string[]): ReadonlyMap<string, StructuralSchema> {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return new Map(
    files.flatMap((file) => {
      const { group, names, versions } = definitionSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).spec;
      return versions.map(({ name, schema }) => [`${group}/${name} ${names.kind}`, schema.openAPIV3Schema] as const);
    }),
  );
}

/** A field that an API server fills in. */
export interface FilledIn {
  readonly path: string;
  readonly value: unknown;
  /** Whether it is inside a list that is compared as a whole. */
  readonly inList: boolean;
}

/** What an API server would fill into an object by its schema. Source: kubernetes/apiextensions-apiserver:pkg/apiserver/schema/defaulting. */
export function filledIn(value: unknown, schema: StructuralSchema, path = '', inList = false): readonly FilledIn[] {
  if (Array.isArray(value)) {
    const whole = inList || schema['x-kubernetes-list-type'] !== 'map';
    const { items } = schema;
    return items === undefined ? [] : value.flatMap((item) => filledIn(item, items, `${path}[]`, whole));
  }
  if (typeof value !== 'object' || value === null) return [];
  const entries = new Map<string, unknown>(Object.entries(value));
  const added = Object.entries(schema.properties ?? {}).flatMap(([key, property]): readonly FilledIn[] => {
    if (entries.has(key) || property.default === undefined) return [];
    entries.set(key, property.default);
    return [{ path: `${path}.${key}`, value: property.default, inList }];
  });
  const deeper = [...entries].flatMap(([key, child]) => {
    const property = propertyOf(schema, key);
    return property === undefined ? [] : filledIn(child, property, `${path}.${key}`, inList);
  });
  return [...added, ...deeper];
}

/** How the pattern of an amount begins. Source: kubernetes-sigs/controller-tools:pkg/crd/known_types.go, Quantity. */
const quantityPattern = String.raw`^(\+|-)?(([0-9]+`;

/** Where an object has amounts, with what stands there. */
export function* amountsIn(value: unknown, schema: StructuralSchema, path = ''): Generator<readonly [string, unknown]> {
  if (schema.pattern?.startsWith(quantityPattern) === true) yield [path, value];
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      if (schema.items !== undefined) yield* amountsIn(item, schema.items, `${path}[${index}]`);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      const property = propertyOf(schema, key);
      if (property !== undefined) yield* amountsIn(child, property, `${path}.${key}`);
    }
  }
}

/** The schema at a path with `[]` for the elements of a list, such as `spec.plugins[]`. */
export function schemaAt(schema: StructuralSchema, path: string): StructuralSchema | undefined {
  const steps = path.match(/[^.[\]]+|\[\]/g) ?? [];
  return steps.reduce<StructuralSchema | undefined>(
    (found, step) => found && (step === '[]' ? found.items : propertyOf(found, step)),
    schema,
  );
}

function propertyOf({ properties, additionalProperties }: StructuralSchema, key: string): StructuralSchema | undefined {
  const found = properties?.[key];
  if (found !== undefined) return found;
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}
