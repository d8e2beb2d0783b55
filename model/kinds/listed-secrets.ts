import type { z } from 'zod';
import type { Immutable } from '../immutable';
import type { secretsSchema } from '../schema/service-variables';
import type { OwnSecrets } from '../service-needs';

/** Secrets that a tenant's file lists for a service. */
export type SecretList = Immutable<z.output<typeof secretsSchema>>;

/** Splits listed secrets into those that people type in and those that AWS Secrets Manager generates. */
export const listedSecrets = (secrets: SecretList): OwnSecrets => ({
  typedIn: secrets.filter((secret) => typeof secret === 'string'),
  generated: secrets.flatMap((secret) => (typeof secret === 'string' ? [] : [secret.generated])),
});
