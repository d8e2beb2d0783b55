import type { Construct } from 'constructs';
import type { CacheConnection } from './cache-connection';
import type { SecretValue } from '../secrets/external-secret';
import { PlatformChart } from '../manifests/platform-chart';

export interface SharedCacheConnectionProps {
  /** Host of the primary node, from the facts. */
  readonly host: string;
  /** User of the client. The user `default` may use all keys, so a cache with it has only one service. */
  readonly user: string;
  /** Password of the user, in a Secret of the client's namespace. */
  readonly password: SecretValue;
}

/** How a client connects to a shared cache of the environment, which ElastiCache runs in the private subnets. */
export function sharedCacheConnection(
  scope: Construct,
  { host, user, password }: SharedCacheConnectionProps,
): CacheConnection {
  const port = 6379;
  return {
    host,
    port,
    user,
    password,
    tls: true,
    traffic: { peers: [{ ipBlock: { cidr: PlatformChart.of(scope).context.addresses.machines } }], ports: [port] },
  };
}
