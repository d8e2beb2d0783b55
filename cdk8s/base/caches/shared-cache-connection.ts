import type { Construct } from 'constructs';
import type { CacheConnection } from './cache-connection';
import type { SecretValue } from '../secrets/external-secret';
import { PlatformChart } from '../manifests/platform-chart';

export interface SharedCacheConnectionProps {
  /** Host of the node that takes writes, from the facts. */
  readonly host: string;
  /** User of the client; `default` has all keys, and no service beside it. */
  readonly user: string;
  /** Its password, brought into the client's namespace. */
  readonly password: SecretValue;
}

/** How a client reaches one of the environment's caches, which ElastiCache runs in the private subnets. */
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
