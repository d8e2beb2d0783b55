import type { z } from 'zod';
import type { Immutable } from '../immutable';
import type { secretsSchema } from '../schema/service-variables';
import type { OwnSecrets } from '../service-needs';

/** Secrets that a service lists itself, as its file has them. */
export type SecretList = Immutable<z.output<typeof secretsSchema>>;

/** The same by who makes them up. */
export const listedSecrets = (secrets: SecretList): OwnSecrets => ({
  typedIn: secrets.filter((secret) => typeof secret === 'string'),
  generated: secrets.flatMap((secret) => (typeof secret === 'string' ? [] : [secret.generated])),
});
