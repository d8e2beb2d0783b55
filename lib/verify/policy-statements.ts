import { z } from 'zod';

const oneOrMore = z.union([z.array(z.unknown()), z.unknown().transform((value) => [value])]);
const conditionSchema = z.record(z.string(), z.record(z.string(), oneOrMore)).default({});

const anybody = z.literal('*').transform((all): Record<string, unknown[]> => ({ AWS: [all] }));

const statementSchema = z.looseObject({
  Effect: z.string(),
  Action: oneOrMore.optional(),
  NotAction: oneOrMore.optional(),
  Resource: oneOrMore.optional(),
  NotResource: z.unknown().optional(),
  Principal: z.union([anybody, z.record(z.string(), oneOrMore)]).optional(),
  NotPrincipal: z.unknown().optional(),
  Condition: conditionSchema,
});

/** A statement of a policy, each of its lists a list. */
export type Statement = z.output<typeof statementSchema>;

const documentSchema = z.looseObject({
  Statement: z.union([z.array(statementSchema), statementSchema.transform((only) => [only])]),
});

/** All statements of a policy document. */
export const parseStatements = (document: unknown): readonly Statement[] => documentSchema.parse(document).Statement;

/** What a policy document allows; what it denies takes nothing from anybody else's. */
export const allowedBy = (document: unknown): readonly Statement[] =>
  parseStatements(document).filter(({ Effect }) => Effect !== 'Deny');

/** Values of a key of a condition under some of its operators, as texts. */
export const conditionValues = (
  { Condition }: Statement,
  operators: readonly string[],
  key: string,
): readonly string[] => operators.flatMap((operator) => (Condition[operator]?.[key] ?? []).map(String));

/** What of a statement says what it is not about, which nobody can hold against a list. */
export const negatedElements = (statement: Statement): readonly string[] =>
  (['NotAction', 'NotResource', 'NotPrincipal'] as const).filter((key) => statement[key] !== undefined);
