import { metricsPlace } from '../../../model/schema/metrics';
import type { MonitorCredentials } from '../../base/monitoring/monitor-credentials';
import { serviceSecretKeys } from '../../base/secrets/service-secret';
import type { ReadMetrics } from './worker-endpoints';
import type { WebApplicationService } from './web-application-schema';
import { webApplicationSecrets } from './web-application-secrets';

/** A process with metrics; a worker has a name. */
interface Measured extends Pick<WebApplicationService, 'metrics'> {
  readonly worker?: string;
}

/** Where Prometheus reads the metrics of a process, with credentials out of the Secret of its service. */
export function readMetrics(service: WebApplicationService, { worker, metrics }: Measured): ReadMetrics | undefined {
  const place = metricsPlace(metrics);
  if (place === undefined) return undefined;
  const { credentials, ...where } = place;
  return { ...where, credentials: credentials && toCredentials(service, credentials, worker) };
}

/** Names of accounts that Prometheus logs in with, by their keys in the Secret: a monitor reads them from a Secret alone. */
export const metricsUsers = ({ metrics, workers }: WebApplicationService): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [{ metrics }, ...workers.map((each) => ({ worker: each.name, metrics: each.metrics }))].flatMap(
      ({ worker, metrics: declared }: Measured) => {
        const credentials = metricsPlace(declared)?.credentials;
        return credentials !== undefined && 'user' in credentials ? [[userKey(worker), credentials.user] as const] : [];
      },
    ),
  );

function toCredentials(
  service: WebApplicationService,
  credentials: NonNullable<NonNullable<ReturnType<typeof metricsPlace>>['credentials']>,
  worker: string | undefined,
): MonitorCredentials {
  const { name: secret } = service;
  const keys = serviceSecretKeys(webApplicationSecrets(service));
  const value = (variable: string) => ({ secret, key: keys[variable] ?? variable });
  return 'token' in credentials
    ? { token: value(credentials.token) }
    : { user: { secret, key: userKey(worker) }, password: value(credentials.password) };
}

/** One of the names that no variable may have, see `platformSecretName`. */
const userKey = (worker: string | undefined): string => `metrics-user${worker === undefined ? '' : `-${worker}`}`;
