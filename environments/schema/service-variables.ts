import { z } from 'zod';
import { refusal } from './fields';

const environmentVariable = z
  .string()
  .regex(
    /^[A-Z][A-Z0-9_]*$/,
    refusal('is not the name of an environment variable', 'use upper-case letters, digits and _'),
  );

const openSetting = environmentVariable.refine((name) => !/(PASSWORD|PASSWD|SECRET|TOKEN|_KEY|CREDENTIAL)/.test(name), {
  message: refusal('sounds like a secret', 'list the name under secrets and put the value into AWS Secrets Manager'),
});

/** Environment variables of a service in the open. */
export const settingsSchema = z
  .record(openSetting, z.string())
  .default({})
  .describe('environment variables that are no secret');

/** Environment variables of a service that are secret. */
export const secretsSchema = z
  .array(
    z.union([
      environmentVariable,
      z.strictObject({ generated: environmentVariable.describe('environment variable with 64 random characters') }),
    ]),
  )
  .default([])
  .describe('environment variables whose values are in AWS Secrets Manager: <NAME>, or { generated: <NAME> }');
