import { z } from 'zod';

/** What a template takes from another stack. */
export type StackSource =
  | { readonly stack: string; readonly output: string; readonly region: string | undefined }
  /** Name of an export, as text of JSON where it is not plain. */
  | { readonly exported: string };

/** A value that a template takes from another stack. */
export interface StackReference {
  /** The resource or output that needs the value. */
  readonly logicalId: string;
  readonly source: StackSource;
}

/** A value that a stack gives to others. */
export interface StackOutput {
  readonly value: unknown;
  /** Name by which other stacks import it; undefined for a plain output. */
  readonly exported: string | undefined;
}

const templateSchema = z.looseObject({
  Resources: z.record(z.string(), z.unknown()).default({}),
  Outputs: z.record(z.string(), z.unknown()).default({}),
});

const outputSchema = z.looseObject({
  Value: z.unknown(),
  Export: z.looseObject({ Name: z.unknown() }).optional(),
});

const farSchema = z.looseObject({
  'Fn::GetStackOutput': z.looseObject({
    StackName: z.string(),
    OutputName: z.string(),
    Region: z.string().optional(),
  }),
});

const importSchema = z.looseObject({ 'Fn::ImportValue': z.unknown() });

/** Returns what a template takes from other stacks, each value once for each resource that needs it. */
export function stackReferences(template: unknown): readonly StackReference[] {
  const { Resources, Outputs } = templateSchema.catch({ Resources: {}, Outputs: {} }).parse(template);
  return [...Object.entries(Resources), ...Object.entries(Outputs)].flatMap(([logicalId, body]) => {
    const found = new Map([...sourcesIn(body)].map((source) => [JSON.stringify(source), source]));
    return [...found.values()].map((source) => ({ logicalId, source }));
  });
}

/** Returns the outputs of a template by name. */
export function stackOutputs(template: unknown): ReadonlyMap<string, StackOutput> {
  const { Outputs } = templateSchema.catch({ Resources: {}, Outputs: {} }).parse(template);
  return new Map(
    Object.entries(Outputs).flatMap(([name, output]) => {
      const { data } = outputSchema.safeParse(output);
      if (data === undefined) return [];
      return [[name, { value: data.Value, exported: data.Export && nameText(data.Export.Name) }] as const];
    }),
  );
}

function* sourcesIn(value: unknown): Generator<StackSource> {
  if (typeof value !== 'object' || value === null) return;
  if ('Fn::GetStackOutput' in value) {
    const far = farSchema.safeParse(value).data?.['Fn::GetStackOutput'];
    if (far !== undefined) yield { stack: far.StackName, output: far.OutputName, region: far.Region };
  } else if ('Fn::ImportValue' in value) yield { exported: nameText(importSchema.parse(value)['Fn::ImportValue']) };
  for (const child of Object.values(value)) yield* sourcesIn(child);
}

const nameText = (name: unknown): string => (typeof name === 'string' ? name : JSON.stringify(name));
