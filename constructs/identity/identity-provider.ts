import { CfnOIDCProvider } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

export interface IdentityProviderProps {
  /** Address of the issuer: `https://`, a host, perhaps a path, no slash at the end. */
  readonly issuer: string;
  /** Audiences that its tokens may be for, 100 at most. */
  readonly audiences: readonly string[];
}

/**
 * An OpenID Connect issuer that the account believes; roles trust it by `web-identity.ts`. IAM asks the issuer for its
 * certificate when the provider is made and for its keys ever after, over the internet: it must be running, and its
 * certificate be one that browsers accept. No thumbprint is written down, so a new certificate changes nothing.
 *
 * An account has one provider for an issuer: two environments with the same single sign-on need an account each.
 */
export class IdentityProvider extends Construct {
  constructor(scope: Construct, id: string, { issuer, audiences }: IdentityProviderProps) {
    super(scope, id);
    new CfnOIDCProvider(this, 'Provider', { url: issuer, clientIdList: [...audiences] });
  }
}
