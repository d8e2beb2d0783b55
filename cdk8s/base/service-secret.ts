import type { Construct } from 'constructs';
import { ExternalSecret, propertiesOf, type RemoteValue } from './external-secret';

/** What is secret to a service, and where it stands. */
export interface ServiceSecrets {
  /** Name of the service's secret in AWS Secrets Manager; what is generated is below it. */
  readonly remoteName: string;
  /** Keys whose values people type in. */
  readonly typedIn: readonly string[];
  /** Keys whose values AWS Secrets Manager made up. */
  readonly generated: readonly string[];
}

export interface ServiceSecretProps extends ServiceSecrets {
  /** Name of the Secret that appears in the namespace. */
  readonly name: string;
}

/** Where each value is, for a Secret that holds more than these. */
export const serviceSecretValues = ({
  remoteName,
  typedIn,
  generated,
}: ServiceSecrets): Readonly<Record<string, RemoteValue>> => ({
  ...propertiesOf(remoteName, typedIn),
  ...Object.fromEntries(generated.map((key) => [key, { whole: `${remoteName}/${key}` }])),
});

/** All secrets of a service that are no database's or cache's. */
export class ServiceSecret extends ExternalSecret {
  constructor(scope: Construct, id: string, { name, ...secrets }: ServiceSecretProps) {
    super(scope, id, { name, values: serviceSecretValues(secrets) });
  }
}
