import type { Construct } from 'constructs';
import { ExternalSecret, remoteProperties, type RemoteValue, type SecretValue } from './external-secret';

/** The secrets of a service in AWS Secrets Manager. */
export interface ServiceSecrets<Key extends string = string> {
  /** Name of the service's secret; a generated value is a secret of its own named `<remoteName>/<key>`. */
  readonly remoteName: string;
  /** Keys whose values people type in. */
  readonly typedIn: readonly Key[];
  /** Keys whose values AWS Secrets Manager generated. */
  readonly generated: readonly Key[];
}

export interface ServiceSecretProps<
  Key extends string = string,
  Fixed extends string = never,
> extends ServiceSecrets<Key> {
  /** Name of the Secret that appears in the namespace. */
  readonly name: string;
  /**
   * Further keys of the Secret whose values are rendered, see `ExternalSecretProps`.
   * @default none
   */
  readonly fixed?: Readonly<Record<Fixed, string>>;
}

/** The place of each value, for an `ExternalSecret` that also has other values. */
export const serviceSecretValues = ({
  remoteName,
  typedIn,
  generated,
}: ServiceSecrets): Readonly<Record<string, RemoteValue>> => ({
  ...remoteProperties(remoteName, typedIn),
  ...Object.fromEntries(generated.map((key) => [key, { whole: `${remoteName}/${key}` }])),
});

/**
 * The Secret with all secrets of a service except the passwords of its database and cache. Its keys are those that the
 * service's kind declares; TypeScript refuses others in `value`.
 *
 * @example
 * const secret = new ServiceSecret(chart, 'secret', {
 *   name: 'wiki',
 *   remoteName: 'library/wiki',
 *   typedIn: ['mail-password'],
 *   generated: ['salt'],
 * });
 * const salt = secret.value('salt');
 */
export class ServiceSecret<const Key extends string = string, Fixed extends string = never> extends ExternalSecret {
  constructor(scope: Construct, id: string, { name, fixed, ...secrets }: ServiceSecretProps<Key, Fixed>) {
    super(scope, id, { name, fixed, values: serviceSecretValues(secrets) });
  }

  override value(key: Key | Fixed): SecretValue {
    return super.value(key);
  }
}
