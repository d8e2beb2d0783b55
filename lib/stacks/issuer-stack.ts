import type { Construct } from 'constructs';
import type { RsaPublicKey } from '../../constructs/identity/issuer-function';
import { ServiceAccountIssuer } from '../../constructs/identity/service-account-issuer';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface IssuerStackProps extends PlatformStackProps {
  /** Public keys of the cluster's service-account tokens, the newest first. */
  readonly keys: readonly RsaPublicKey[];
}

/**
 * The issuer of the cluster's service-account tokens. It has a stack of its own, so that its address is known before
 * trust policies are rendered, which have the address in the names of their conditions.
 */
export class IssuerStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: IssuerStackProps) {
    super(scope, id, props, {
      description: 'Issuer of the service-account tokens of the cluster',
      terminationProtection: true,
    });
    const { url } = new ServiceAccountIssuer(this, 'Issuer', {
      functionName: props.stackName,
      comment: `Service-account issuer of ${props.environment}`,
      keys: props.keys,
    });

    this.publish('ServiceAccountIssuer', url, 'issuer of service-account tokens, without a slash at the end');
  }
}
