import { z } from 'zod';
import { variableName } from '../variable-text';
import { reason, refusal } from './fields';

const environmentVariable = z
  .string()
  .regex(
    variableName,
    refusal(
      'is not the name of an environment variable',
      'use letters, digits and _, without a digit at its beginning',
    ),
  );

const setting = z
  .union([
    z.string(),
    z.strictObject({
      value: z
        .string()
        .describe('what the variable says')
        .meta({ examples: ['site'] }),
      notSecret: reason.describe('why a value that looks like a secret is none, in a sentence'),
    }),
  ])
  .describe('text, or { value: <text>, notSecret: <reason> } for what only looks like a secret');

/** Environment variables of a service that are no secret. */
export const settingsSchema = z
  .record(environmentVariable, setting)
  .default({})
  .describe('environment variables that are no secret; $(NAME) stands for the value of another one');

/** Environment variables of a service that are secret. */
export const secretsSchema = z
  .array(
    z.union([
      environmentVariable,
      z.strictObject({
        generated: environmentVariable
          .describe('environment variable with 64 random characters')
          .meta({ examples: ['SESSION_SECRET'] }),
      }),
    ]),
  )
  .default([])
  .describe('environment variables whose values are in AWS Secrets Manager: <NAME>, or { generated: <NAME> }');
