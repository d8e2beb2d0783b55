import { z } from 'zod';

const referenceSchema = z.union([
  z.object({ Ref: z.string() }).transform(({ Ref }) => Ref),
  z
    .object({ 'Fn::GetAtt': z.union([z.tuple([z.string()], z.unknown()), z.string()]) })
    .transform(({ 'Fn::GetAtt': attribute }) =>
      typeof attribute === 'string' ? attribute.split('.')[0] : attribute[0],
    ),
]);

/** Logical id of the resource whose id or attribute a value is; undefined for other values. */
export const referredResource = (value: unknown): string | undefined => referenceSchema.safeParse(value).data;
