import type { Construct } from 'constructs';
import { blockYaml } from '../../../model/formats/block-yaml';
import { ExternalSecret } from '../../base/secrets/external-secret';
import type { SecretKey } from './gitlab-values';

export interface GitLabLoginProps {
  readonly name: string;
  /** Public host of GitLab. */
  readonly host: string;
  /** OpenID Connect issuer whose accounts may log in. */
  readonly issuer: string;
  /** Client id at the issuer. */
  readonly client: string;
  /** Name of its secret in AWS Secrets Manager. */
  readonly remoteSecret: string;
}

/** Name of the OmniAuth provider; a part of the callback's address and of every account. */
export const loginProvider = 'openid_connect';

/**
 * The OmniAuth provider, the only way to log in: GitLab reads one document that has the client's secret in it. External Secrets
 * fills the secret in when it makes the Secret. Source: gitlabhq/gitlabhq:doc/administration/auth/oidc.md.
 */
export class GitLabLogin extends ExternalSecret {
  readonly provider: SecretKey;

  constructor(scope: Construct, id: string, props: GitLabLoginProps) {
    const { name, host, issuer, client, remoteSecret } = props;
    super(scope, id, {
      name,
      values: { [clientSecret]: { whole: remoteSecret } },
      fixed: {
        provider: blockYaml({
          name: loginProvider,
          label: 'Single sign-on',
          args: {
            name: loginProvider,
            scope: ['openid', 'profile', 'email'],
            response_type: 'code',
            issuer,
            discovery: true,
            client_auth_method: 'query',
            // If this changed later, people would lose their accounts.
            uid_field: 'sub',
            send_scope_to_token_endpoint: false,
            pkce: true,
            client_options: {
              identifier: client,
              secret: `{{ index . "${clientSecret}" }}`,
              redirect_uri: `https://${host}/users/auth/${loginProvider}/callback`,
            },
          },
        }),
      },
    });
    this.provider = { secret: name, key: 'provider' };
  }
}

const clientSecret = 'oauth2-client-secret';
