import type { Construct } from 'constructs';
import type { DeclaredCache } from '../../base/caches/service-cache';
import type { DeclaredDatabase } from '../../base/databases/service-database';
import type { RemoteValue } from '../../base/secrets/external-secret';
import {
  ServiceSecret,
  serviceSecretKeys,
  serviceSecretValues,
  type ServiceSecrets,
} from '../../base/secrets/service-secret';
import type { WebApplicationProps } from '../../base/web-application-props';
import { databasePasswords } from './database-passwords';

/** The secrets of an application, and what it has that comes with a secret. */
export interface SecretValuesProps {
  /** Name of the application. */
  readonly name: string;
  /** Environment variables whose values are in AWS Secrets Manager: typed in by people, or generated. */
  readonly secrets: Omit<ServiceSecrets, 'remoteName'>;
  /**
   * Names of accounts that Prometheus logs in with, by their keys in the Secret.
   * @default none
   */
  readonly metricsUsers?: Readonly<Record<string, string>>;
  /** Name of its secret in AWS Secrets Manager. */
  readonly remoteSecret: string;
  /**
   * Its client in the single sign-on: issuer, client id, and the key of the generated client secret.
   * @default none: people do not log in by single sign-on
   */
  readonly login?: { readonly issuer: string; readonly client: string; readonly secret: string };
  /**
   * Database, whose address and password are in the variables `DATABASE_*`.
   * @default none
   */
  readonly database?: DeclaredDatabase;
  /**
   * Valkey, whose address and password are in the variables `CACHE_*`; `keyPrefix` is `CACHE_PREFIX`.
   * @default none
   */
  readonly cache?: DeclaredCache & { readonly keyPrefix: string };
}

/** Brings the secrets of an application into its namespace, except the passwords of database and cache; returns its variables for them. */
export function addSecretValues(
  scope: Construct,
  { name, secrets, login, remoteSecret: remoteName, metricsUsers }: SecretValuesProps,
): WebApplicationProps['variables'] {
  const keys = Object.entries(serviceSecretKeys(secrets));
  if (keys.length === 0) return {};
  const secret = new ServiceSecret(scope, 'secret', { name, remoteName, fixed: metricsUsers, ...secrets });
  const variables = keys.filter(([variable]) => variable !== login?.secret);
  return {
    ...Object.fromEntries(variables.map(([variable, key]) => [variable, secret.value(key)])),
    ...(login && {
      OIDC_ISSUER: login.issuer,
      OIDC_CLIENT_ID: login.client,
      OIDC_CLIENT_SECRET: secret.value(login.secret),
    }),
  };
}

/** Returns where AWS Secrets Manager has the values of an application's variables, by their keys in the cluster. */
export function toRemoteValues({
  secrets,
  remoteSecret,
  login,
  cache,
  database,
}: SecretValuesProps): Readonly<Record<string, RemoteValue>> {
  const own = serviceSecretValues({ remoteName: remoteSecret, ...secrets });
  return {
    ...own,
    ...(login && own[login.secret] !== undefined ? { OIDC_CLIENT_SECRET: own[login.secret] } : {}),
    ...(cache && { CACHE_PASSWORD: { whole: cache.remotePassword } }),
    ...databasePasswords(database),
  };
}
