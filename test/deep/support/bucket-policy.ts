import { z } from 'zod';

const texts = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

/** Conditions that denials of buckets have. */
const conditionSchema = z.strictObject({
  Bool: z.strictObject({ 'aws:SecureTransport': z.enum(['true', 'false']) }).optional(),
  NumericLessThan: z.strictObject({ 's3:TlsVersion': z.coerce.number() }).optional(),
});

const allowanceSchema = z.looseObject({ Effect: z.literal('Allow') });
const denialSchema = z.object({
  Effect: z.literal('Deny'),
  Principal: z.object({ AWS: z.literal('*') }),
  Action: texts,
  Resource: texts,
  Condition: conditionSchema.default({}),
});
const policySchema = z.object({ Statement: z.array(z.union([denialSchema, allowanceSchema])) });

/** A request to S3. */
export interface S3Request {
  readonly action: string;
  readonly resource: string;
  /** Version of TLS; none for plain HTTP. */
  readonly tls?: number;
}

/**
 * Whether the policy of a bucket, as S3 answers it, refuses a request whoever makes it.
 *
 * @throws Error when it denies in words that these tests do not know.
 */
export function refuses(policy: string, { action, resource, tls }: S3Request): boolean {
  const { Statement: statements } = policySchema.parse(JSON.parse(policy));
  return statements.some((statement) => {
    const { success, data } = denialSchema.safeParse(statement);
    if (!success) return false;
    const { Bool: transport, NumericLessThan: version } = data.Condition;
    return (
      data.Action.some((pattern) => matches(pattern, action)) &&
      data.Resource.some((pattern) => matches(pattern, resource)) &&
      (transport === undefined || transport['aws:SecureTransport'] === String(tls !== undefined)) &&
      // A condition on what a request does not have is not met.
      (version === undefined || (tls ?? Infinity) < version['s3:TlsVersion'])
    );
  });
}

/** Stars stand at the end only. */
const matches = (pattern: string, text: string): boolean =>
  pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern;
