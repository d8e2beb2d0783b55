import { z } from 'zod';

const oneOrMore = z.union([z.array(z.unknown()), z.unknown().transform((value) => [value])]);
const conditionSchema = z.record(z.string(), z.record(z.string(), oneOrMore)).default({});

const anybody = z.literal('*').transform((all): Record<string, unknown[]> => ({ AWS: [all] }));
const principalSchema = z.union([anybody, z.record(z.string(), oneOrMore)]);

const statementSchema = z.looseObject({
  Effect: z.string(),
  Action: oneOrMore.optional(),
  NotAction: oneOrMore.optional(),
  Resource: oneOrMore.optional(),
  NotResource: oneOrMore.optional(),
  Principal: principalSchema.optional(),
  NotPrincipal: principalSchema.optional(),
  Condition: conditionSchema,
});

/** A statement of an IAM policy; single values are converted to lists. */
export type Statement = z.output<typeof statementSchema>;

const documentSchema = z.looseObject({
  Statement: z.union([z.array(statementSchema), statementSchema.transform((only) => [only])]),
});

/** All statements of a policy document. */
export const parseStatements = (document: unknown): readonly Statement[] => documentSchema.parse(document).Statement;

/** The statements of a policy document; undefined if it is none, as with one that is an expression as a whole. */
export const findStatements = (document: unknown): readonly Statement[] | undefined =>
  documentSchema.safeParse(document).data?.Statement;

/** The Allow statements of a policy document. */
export const allowedBy = (document: unknown): readonly Statement[] =>
  parseStatements(document).filter(({ Effect }) => Effect !== 'Deny');

/** Values of a condition key under the given operators, as texts. */
export const conditionValues = (
  { Condition }: Statement,
  operators: readonly string[],
  key: string,
): readonly string[] => operators.flatMap((operator) => (Condition[operator]?.[key] ?? []).map(String));

/** `NotAction`, `NotResource` and the like in a statement, which cannot be compared with a list of what is allowed. */
export const negatedElements = (statement: Statement): readonly string[] =>
  (['NotAction', 'NotResource', 'NotPrincipal'] as const).filter((key) => statement[key] !== undefined);
