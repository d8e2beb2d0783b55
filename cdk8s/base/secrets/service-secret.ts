import type { Construct } from 'constructs';
import type { Encoding } from '../../../model/formats/encoding';
import type { SecretForm } from '../../../model/formats/secret-form';
import { ExternalSecret, remoteProperties, type RemoteValue, type SecretValue } from './external-secret';

/** The secrets of a service in AWS Secrets Manager. */
export interface ServiceSecrets<Key extends string = string> {
  /** Name of the service's secret; a generated value is a secret of its own named `<remoteName>/<key>`. */
  readonly remoteName: string;
  /** Keys whose values people type in. */
  readonly typedIn: readonly Key[];
  /** Keys whose values AWS Secrets Manager generated. */
  readonly generated: readonly Key[];
  /**
   * Values that AWS Secrets Manager generated in a form of their own, or as a later generation.
   * @default none
   */
  readonly formed?: readonly FormedValue[];
  /**
   * Values of `typedIn` in another writing, under keys of their own.
   * @default none
   */
  readonly encoded?: readonly { readonly key: string; readonly of: Key; readonly as: Encoding }[];
}

/** A generated value that is not 64 letters and digits, or that was made anew. */
interface FormedValue {
  /** What the value is called where it is used. */
  readonly key: string;
  /** Its key in the Secret, and the last part of the name of its secret. */
  readonly name: string;
  /**
   * Form that it gets in the cluster.
   * @default as it is in Secrets Manager
   */
  readonly form?: SecretForm;
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
  formed = [],
  encoded = [],
}: ServiceSecrets): Readonly<Record<string, RemoteValue>> => ({
  ...remoteProperties(remoteName, typedIn),
  ...Object.fromEntries(generated.map((key) => [key, { whole: `${remoteName}/${key}` }])),
  ...Object.fromEntries(formed.map(({ name, form }) => [name, { whole: `${remoteName}/${name}`, form }])),
  ...Object.fromEntries(encoded.map(({ key, of, as }) => [key, { property: of, of: remoteName, form: as }])),
});

/**
 * The key of each value in the Secret. A later generation has a key of its own, so that new pods cannot start with the earlier value, and
 * wait until the new one is there.
 */
export const serviceSecretKeys = ({
  typedIn,
  generated,
  formed = [],
  encoded = [],
}: Omit<ServiceSecrets, 'remoteName'>): Readonly<Record<string, string>> =>
  Object.fromEntries([
    ...[...typedIn, ...generated].map((key) => [key, key] as const),
    ...formed.map(({ key, name }) => [key, name] as const),
    ...encoded.map(({ key }) => [key, key] as const),
  ]);

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
