import type { Construct } from 'constructs';
import { ExternalSecret, remoteProperties, type RemoteValue, type SecretValue } from './external-secret';

/** What is secret to a service, and where it stands. */
export interface ServiceSecrets<Key extends string = string> {
  /** Name of the service's secret in AWS Secrets Manager; what is generated is below it. */
  readonly remoteName: string;
  /** Keys whose values people type in. */
  readonly typedIn: readonly Key[];
  /** Keys whose values AWS Secrets Manager made up. */
  readonly generated: readonly Key[];
}

export interface ServiceSecretProps<
  Key extends string = string,
  Fixed extends string = never,
> extends ServiceSecrets<Key> {
  /** Name of the Secret that appears in the namespace. */
  readonly name: string;
  /**
   * What stands beside them and is made of them, see `ExternalSecretProps`.
   * @default nothing
   */
  readonly fixed?: Readonly<Record<Fixed, string>>;
}

/** Where each value is, for a Secret that holds more than these. */
export const serviceSecretValues = ({
  remoteName,
  typedIn,
  generated,
}: ServiceSecrets): Readonly<Record<string, RemoteValue>> => ({
  ...remoteProperties(remoteName, typedIn),
  ...Object.fromEntries(generated.map((key) => [key, { whole: `${remoteName}/${key}` }])),
});

/** All secrets of a service that are no database's or cache's, by keys that its kind declares. */
export class ServiceSecret<const Key extends string = string, Fixed extends string = never> extends ExternalSecret {
  constructor(scope: Construct, id: string, { name, fixed, ...secrets }: ServiceSecretProps<Key, Fixed>) {
    super(scope, id, { name, fixed, values: serviceSecretValues(secrets) });
  }

  override value(key: Key | Fixed): SecretValue {
    return super.value(key);
  }
}
