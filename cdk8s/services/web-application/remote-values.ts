import type { RemoteValue } from '../../base/secrets/external-secret';
import { serviceSecretValues } from '../../base/secrets/service-secret';
import type { TenantWebApplicationProps } from './tenant-web-application';

/** Where AWS Secrets Manager has the values of variables. */
export function remoteValues({
  secrets,
  remoteSecret,
  login,
  cache,
  database,
}: TenantWebApplicationProps): Readonly<Record<string, RemoteValue>> {
  const own = serviceSecretValues({ remoteName: remoteSecret, ...secrets });
  const password = database && 'remotePassword' in database ? database.remotePassword : undefined;
  return {
    ...own,
    ...(login && own[login.secret] !== undefined ? { OIDC_CLIENT_SECRET: own[login.secret] } : {}),
    ...(cache && { CACHE_PASSWORD: { whole: cache.remotePassword } }),
    ...(password === undefined ? {} : { DATABASE_PASSWORD: { whole: password } }),
  };
}
