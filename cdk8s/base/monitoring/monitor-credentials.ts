import type { SecretValue } from '../secrets/external-secret';

/** What Prometheus logs in with where it reads metrics: a token, or the name and password of an account. Both are in Secrets of the namespace. */
export type MonitorCredentials =
  | { readonly token: SecretValue }
  | { readonly user: SecretValue; readonly password: SecretValue };

/** The fields of an endpoint of a monitor for what it logs in with. Source: prometheus-operator, API reference, `Endpoint`. */
export function monitorLogin(credentials: MonitorCredentials | undefined): object {
  if (credentials === undefined) return {};
  return 'token' in credentials
    ? { authorization: { credentials: toSelector(credentials.token) } }
    : { basicAuth: { username: toSelector(credentials.user), password: toSelector(credentials.password) } };
}

const toSelector = ({ secret, key }: SecretValue) => ({ name: secret, key });
