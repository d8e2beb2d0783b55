import { z } from 'zod';

export type Json = z.infer<ReturnType<typeof z.json>>;

const resourceSchema = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.json()).default({}),
  DependsOn: z.union([z.string().transform((id) => [id]), z.array(z.string())]).optional(),
});

/** As much of a CloudFormation template as these tests look at. */
export const templateSchema = z.looseObject({
  Resources: z.record(z.string(), resourceSchema),
  Outputs: z.record(z.string(), z.looseObject({ Value: z.json() })).default({}),
});

export type Template = z.output<typeof templateSchema>;
export type Resource = z.output<typeof resourceSchema>;

/** A `Ref`, or a `Fn::GetAtt` when it names an attribute. */
export interface Reference {
  readonly id: string;
  readonly attribute?: string;
}

const referenceSchema = z.union([
  z.strictObject({ Ref: z.string() }).transform(({ Ref: id }): Reference => ({ id })),
  z
    .strictObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })
    .transform(({ 'Fn::GetAtt': [id, attribute] }): Reference => ({ id, attribute })),
]);

export const isObject = (node: Json | undefined): node is Record<string, Json> =>
  typeof node === 'object' && node !== null && !Array.isArray(node);

/** A plain value as CloudFormation takes it: a number or a truth value may be a text. */
export const textOf = (node: Json | undefined): string =>
  typeof node === 'string' ? node : JSON.stringify(node ?? null);

/**
 * `node` with each reference replaced. What is replaced by nothing is left out of the list or object around it; a
 * function one of whose arguments is goes altogether.
 */
export function replaceReferences(node: Json, replace: (reference: Reference) => Json | undefined): Json | undefined {
  if (Array.isArray(node)) {
    return node.flatMap((item) => {
      const replaced = replaceReferences(item, replace);
      return replaced === undefined ? [] : [replaced];
    });
  }
  if (!isObject(node)) return node;
  const { data: reference } = referenceSchema.safeParse(node);
  if (reference !== undefined) return replace(reference);
  const isFunction = Object.keys(node).every((key) => key.startsWith('Fn::'));
  if (isFunction && referencesIn(node).some((argument) => replace(argument) === undefined)) return undefined;
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => {
      const replaced = replaceReferences(value, replace);
      return replaced === undefined ? [] : [[key, replaced]];
    }),
  );
}

/** Everything that `node` refers to. */
export function referencesIn(node: Json): readonly Reference[] {
  if (Array.isArray(node)) return node.flatMap(referencesIn);
  if (!isObject(node)) return [];
  const { data: reference } = referenceSchema.safeParse(node);
  return reference === undefined ? Object.values(node).flatMap(referencesIn) : [reference];
}
