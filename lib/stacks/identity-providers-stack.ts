import type { Construct } from 'constructs';
import { IdentityProvider, type IdentityProviderProps } from '../../constructs/identity/identity-provider';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface IdentityProvidersStackProps extends PlatformStackProps {
  /** The issuers, by what names them in the stack. Each answers by now. */
  readonly providers: readonly (IdentityProviderProps & { readonly id: string })[];
}

/**
 * The issuers besides the cluster’s that the account believes. A stack of its own, because IAM asks an issuer when its
 * provider is made: one that does not answer rolls this stack back, and not the roles of the whole cluster.
 *
 * The roles that trust them are in the identity stack. A trust policy names a provider by an ARN that is made of the
 * issuer’s address, so a role may be older than the provider, and a provider that is made again needs no change of a role.
 */
export class IdentityProvidersStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: IdentityProvidersStackProps) {
    super(scope, id, props, {
      description: 'Single sign-on and GitLab as issuers that the account believes',
      terminationProtection: true,
    });
    for (const { id: name, ...provider } of props.providers) new IdentityProvider(this, name, provider);
  }
}
