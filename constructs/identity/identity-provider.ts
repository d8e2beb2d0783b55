import { CfnOIDCProvider } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

export interface IdentityProviderProps {
  /** Address of the issuer: `https://`, a host, perhaps a path, no slash at the end. */
  readonly issuer: string;
  /** Audiences that its tokens may have, 100 at most. */
  readonly audiences: readonly string[];
}

/**
 * An IAM identity provider: makes the account accept tokens of an OpenID Connect issuer. Roles trust it with
 * `web-identity.ts`. IAM asks the issuer for its certificate when the provider is made, and for its keys later, over
 * the internet: the issuer must be running, and have a certificate that browsers accept. No thumbprint is recorded, so
 * a new certificate needs no change.
 *
 * An account has one provider for each issuer: two environments with the same single sign-on need an account each.
 */
export class IdentityProvider extends Construct {
  constructor(scope: Construct, id: string, { issuer, audiences }: IdentityProviderProps) {
    super(scope, id);
    new CfnOIDCProvider(this, 'Provider', { url: issuer, clientIdList: [...audiences] });
  }
}
