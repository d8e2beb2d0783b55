import type { Construct } from 'constructs';
import { IdentityProvider, type IdentityProviderProps } from '../../constructs/identity/identity-provider';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface IdentityProvidersStackProps extends PlatformStackProps {
  /** The issuers with the construct ids of their providers. Each issuer must answer already. */
  readonly providers: readonly (IdentityProviderProps & { readonly id: string })[];
}

/**
 * IAM identity providers for issuers other than the cluster. They have a stack of their own, because IAM asks an issuer
 * when its provider is made: an issuer that does not answer rolls back this stack, and not the roles of the whole
 * cluster.
 *
 * The roles that trust them are in the identity stack. A trust policy names a provider by an ARN that consists of the
 * issuer’s address. So a role may be older than its provider, and a provider that is made again needs no change of a
 * role.
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
