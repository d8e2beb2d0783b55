import type { KeyPairNames, ServiceNeeds } from '../../../model/service-needs';

/** The one secret of a service that people fill: a JSON object. */
export interface FilledSecret {
  readonly service: string;
  /** Its name in AWS Secrets Manager. */
  readonly name: string;
  /** Keys of the object, as the tenant's file lists them. */
  readonly keys: readonly string[];
  /** Which of the keys belong together. */
  readonly pairs: readonly KeyPairNames[];
}

interface FilledTenant {
  readonly name: string;
  readonly services: readonly { readonly name: string; readonly needs: Pick<ServiceNeeds, 'typedIn' | 'keyPairs'> }[];
}

/** Returns the secrets of a tenant that people fill, a service each. */
export const filledSecrets = (
  { name: tenant, services }: FilledTenant,
  secretName: (tenant: string, service: string) => string,
): readonly FilledSecret[] =>
  services.flatMap(({ name, needs: { typedIn, keyPairs = [] } }) =>
    typedIn.length === 0 ? [] : [{ service: name, name: secretName(tenant, name), keys: typedIn, pairs: keyPairs }],
  );

/** A value of a service: its secret and its key there. */
export interface SecretPlace {
  readonly secret: FilledSecret;
  readonly key: string;
}

/** Returns the places that `<NAME>` or `<service>/<NAME>` may mean. */
export function placesNamed(written: string, secrets: readonly FilledSecret[]): readonly SecretPlace[] {
  const slash = written.indexOf('/');
  const [service, key] = slash < 0 ? [undefined, written] : [written.slice(0, slash), written.slice(slash + 1)];
  return secrets
    .filter((secret) => (service === undefined || secret.service === service) && secret.keys.includes(key))
    .map((secret) => ({ secret, key }));
}
