import type { Construct } from 'constructs';
import { ExternalSecret, propertiesOf } from './external-secret';

export interface ServiceSecretProps {
  /** Name of the Secret that appears in the namespace. */
  readonly name: string;
  /** Name of the service's secret in AWS Secrets Manager; what is generated is below it. */
  readonly remoteName: string;
  /** Keys whose values people type in. */
  readonly typedIn: readonly string[];
  /** Keys whose values AWS Secrets Manager made up. */
  readonly generated: readonly string[];
}

/** All secrets of a service that are no database's or cache's. */
export class ServiceSecret extends ExternalSecret {
  constructor(scope: Construct, id: string, { name, remoteName, typedIn, generated }: ServiceSecretProps) {
    super(scope, id, {
      name,
      values: {
        ...propertiesOf(remoteName, typedIn),
        ...Object.fromEntries(generated.map((key) => [key, { whole: `${remoteName}/${key}` }])),
      },
    });
  }
}
