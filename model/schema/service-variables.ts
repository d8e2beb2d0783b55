import { z } from 'zod';
import { encodings } from '../formats/encoding';
import { variableName } from '../variable-text';
import { reason, refusal } from './fields';
import { keyPairKinds } from './key-pair-kind';

const environmentVariable = z
  .string()
  .regex(
    variableName,
    refusal(
      'is not the name of an environment variable',
      'use letters, digits, _, - and ., without a digit or two dots at its beginning',
    ),
  );

const setting = z
  .union([
    z.string(),
    z.strictObject({
      value: z
        .string()
        .describe('value of the variable')
        .meta({ examples: ['site'] }),
      notSecret: reason.describe('why a value that looks like a secret is not one, in one sentence'),
    }),
  ])
  .describe('text, or { value: <text>, notSecret: <reason> } for a value that only looks like a secret');

/** Environment variables of a service that are no secret. */
export const settingsSchema = z
  .record(environmentVariable, setting)
  .default({})
  .describe('non-secret environment variables; $(NAME) is replaced by the value of another one');

const tooFewBits = (least: string): string => refusal('has less than 128 random bits', `write ${least} or more`);

const secretForm = z
  .union([
    z.strictObject({
      hex: z
        .int()
        .min(32, tooFewBits('32'))
        .max(512)
        .multipleOf(2, refusal('is no number of whole bytes', 'write an even number: two digits are a byte'))
        .describe('hexadecimal digits, in lower case'),
    }),
    z.strictObject({
      base64: z.int().min(16, tooFewBits('16')).max(256).describe('random bytes, written in base64 with padding'),
    }),
    z.strictObject({ characters: z.int().min(22, tooFewBits('22')).max(512).describe('letters and digits') }),
    z.literal('uuid'),
  ])
  .describe(
    '{ hex: <digits> }, { base64: <bytes> }, { characters: <letters and digits> }, or uuid; 64 letters and digits if left out',
  );

/** Also a key of a Secret. Source: Kubernetes, apimachinery/pkg/util/validation, IsConfigMapKey. */
const secretVariable = environmentVariable.max(
  253,
  refusal('is longer than 253 characters', 'shorten it: it is a key of a Secret too, which is no longer'),
);

const generatedSecret = z.strictObject({
  generated: secretVariable.describe('environment variable with a random value').meta({ examples: ['SESSION_SECRET'] }),
  form: secretForm.optional(),
  generation: z
    .int()
    .min(1)
    .max(99)
    .optional()
    .describe(
      'version of the value, 1 if left out; incrementing it generates a new value and keeps the old one as the previous version',
    ),
});

const keyPair = z.strictObject({
  keyPair: z.enum(keyPairKinds).describe('type of the key pair, which commons tenant secrets generates'),
  private: secretVariable
    .describe('environment variable with the private key')
    .meta({ examples: ['VAPID_PRIVATE_KEY'] }),
  public: secretVariable.describe('environment variable with the public key').meta({ examples: ['VAPID_PUBLIC_KEY'] }),
});

const encodedSecret = z.strictObject({
  encoded: secretVariable
    .describe('environment variable with the value in another writing')
    .meta({ examples: ['SMTP_PASSWORD_URL'] }),
  of: secretVariable
    .describe('secret that somebody enters, listed by its name, or MAIL_PASSWORD')
    .meta({ examples: ['SMTP_PASSWORD'] }),
  as: z
    .enum(encodings)
    .describe('url: for an address, as %40 for @; json: with its double quotes, as JSON, YAML and TOML read it'),
});

/** Environment variables of a service that are secret. */
export const secretsSchema = z
  .array(z.union([secretVariable, generatedSecret, keyPair, encodedSecret]))
  .default([])
  .describe(
    'environment variables whose values are in AWS Secrets Manager: <NAME>, { generated: <NAME> }, { keyPair: <kind>, private: <NAME>, public: <NAME> }, or { encoded: <NAME>, of: <NAME>, as: url }',
  );
