import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { RenderedTemplates } from './templates';

/** A secret as it is once its template is deployed, and once people have filled it. */
export interface SeededSecret {
  readonly name: string;
  readonly value: string;
  /** Alias of the key that it lies under. */
  readonly key: string;
}

const secretSchema = z.looseObject({
  Name: z.string(),
  Description: z.string(),
  KmsKeyId: z.string(),
  GenerateSecretString: z.looseObject({ PasswordLength: z.number() }).optional(),
});

/** Every secret that the templates make, with as much in it as its description asks of people, or as Secrets Manager generates. */
export const secretsIn = (templates: RenderedTemplates): readonly SeededSecret[] =>
  templates.ofType('AWS::SecretsManager::Secret').map(({ Properties }) => {
    const { Name: name, Description, KmsKeyId: key, GenerateSecretString: generated } = secretSchema.parse(Properties);
    if (generated !== undefined) return { name, key, value: made(generated.PasswordLength) };
    return { name, key, value: filled(name, Description) };
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
