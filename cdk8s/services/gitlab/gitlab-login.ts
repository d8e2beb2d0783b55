import type { Construct } from 'constructs';
import { blockYaml } from '../../base/manifests/block-yaml';
import { ExternalSecret } from '../../base/secrets/external-secret';
import type { SecretKey } from './gitlab-values';

export interface GitLabLoginProps {
  readonly name: string;
  /** Name that people reach GitLab by. */
  readonly host: string;
  /** OpenID Connect issuer whose accounts may log in. */
  readonly issuer: string;
  /** Client id at the issuer. */
  readonly client: string;
  /** Name of its secret in AWS Secrets Manager. */
  readonly remoteSecret: string;
}

/** Name of the way to log in; part of the callback's address and of every account. */
export const loginProvider = 'openid_connect';

/**
 * The only way to log in, as GitLab reads it: one document with the client's secret in it, which is put in where the
 * Secret is made. Source: gitlabhq/gitlabhq:doc/administration/auth/oidc.md.
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
            // Changing this later would part people from their accounts.
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
