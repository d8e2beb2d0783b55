import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { RenderedTemplates } from './templates';

/** A secret as it is once its template is deployed, and once people have filled it. */
export interface SeededSecret {
  readonly name: string;
  readonly value: string;
  /** Alias of the key that it lies under. */
  readonly key: string;
  readonly tags: Readonly<Record<string, string>>;
}

const secretSchema = z.looseObject({
  Name: z.string(),
  Description: z.string(),
  KmsKeyId: z.string(),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]),
  GenerateSecretString: z.looseObject({ PasswordLength: z.number() }).optional(),
});

/** Every secret that the templates make, with as much in it as its description asks of people, or as Secrets Manager generates. */
export const secretsIn = (templates: RenderedTemplates): readonly SeededSecret[] =>
  templates.ofType('AWS::SecretsManager::Secret').map(({ Properties }) => {
    const secret = secretSchema.parse(Properties);
    const { Name: name, Description, KmsKeyId: key, GenerateSecretString: generated } = secret;
    const tags = Object.fromEntries(secret.Tags.map(({ Key, Value }) => [Key, Value]));
    const value = generated === undefined ? filled(name, Description) : made(generated.PasswordLength);
    return { name, key, tags, value };
  });

/** @throws Error when a description does not say what is to be filled in. */
function filled(name: string, description: string): string {
  if (description.includes('the password, and nothing else')) return made(20);
  const [, keys] = /a JSON object with ([^ ].*?)(?:, which .*)?$/.exec(description) ?? [];
  if (keys === undefined) throw new Error(`${name}: nobody knows from “${description}” what to fill in`);
  const names = keys.split(/, | and /);
  return JSON.stringify(Object.fromEntries(names.map((each) => [each, made(20)])));
}

const made = (length: number): string => randomBytes(length).toString('hex').slice(0, length);
