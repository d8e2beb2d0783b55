import { z } from 'zod';
import type { RenderedResource } from '../../rendered';
import { canonical } from '../difference';
import type { RenderedSnapshot } from '../rendered-snapshot';

/** Follows a value of a template to the resource that it comes from: through attributes, and outputs and exports of other stacks. */
export type ReferenceLookup = (stack: string, value: unknown) => RenderedResource | undefined;

const name = z.string();
const referenceSchema = z.union([
  z.object({ Ref: name }).transform(({ Ref }) => ({ logicalId: Ref })),
  z.object({ 'Fn::GetAtt': z.union([z.tuple([name], z.unknown()), name]) }).transform((value) => {
    const attribute = value['Fn::GetAtt'];
    return { logicalId: (typeof attribute === 'string' ? attribute.split('.')[0] : attribute[0]) ?? '' };
  }),
  z
    .object({ 'Fn::GetStackOutput': z.looseObject({ StackName: name, OutputName: name }) })
    .transform((value) => ({ output: value['Fn::GetStackOutput'] })),
  z
    .object({ 'Fn::ImportValue': z.unknown() })
    .transform((value) => ({ exported: canonical(value['Fn::ImportValue']) })),
]);

const outputsSchema = z.looseObject({
  Outputs: z
    .record(name, z.looseObject({ Value: z.unknown(), Export: z.looseObject({ Name: z.unknown() }).optional() }))
    .default({}),
});

/** Returns the lookup for the templates of a version. */
export function referenceLookup(
  snapshot: RenderedSnapshot,
  resources: readonly RenderedResource[] = snapshot.resources,
): ReferenceLookup {
  const byId = new Map(resources.map((resource) => [`${resource.stack} ${resource.logicalId}`, resource]));
  const outputs = new Map<string, { stack: string; value: unknown }>();
  const exports = new Map<string, { stack: string; value: unknown }>();
  for (const { stack, template } of snapshot.templates) {
    for (const [output, { Value, Export }] of Object.entries(outputsSchema.safeParse(template).data?.Outputs ?? {})) {
      outputs.set(`${stack} ${output}`, { stack, value: Value });
      if (Export !== undefined) exports.set(canonical(Export.Name), { stack, value: Value });
    }
  }
  const find = (stack: string, value: unknown, steps: number): RenderedResource | undefined => {
    const { data } = referenceSchema.safeParse(value);
    if (data === undefined || steps === 0) return undefined;
    if ('logicalId' in data) return byId.get(`${stack} ${data.logicalId}`);
    const far =
      'output' in data ? outputs.get(`${data.output.StackName} ${data.output.OutputName}`) : exports.get(data.exported);
    return far && find(far.stack, far.value, steps - 1);
  };
  return (stack, value) => find(stack, value, mostSteps);
}

/** Outputs of outputs that are followed. */
const mostSteps = 5;
