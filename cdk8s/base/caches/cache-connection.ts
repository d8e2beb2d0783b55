import type { SecretValue } from '../secrets/external-secret';
import type { TrafficRule } from '../network/network-rules';

/** How a client connects to its cache, by the protocol of Redis. */
export interface CacheConnection {
  readonly host: string;
  readonly port: number;
  /** User of the cache; `default` is the user of clients that send a password without a name. */
  readonly user: string;
  readonly password: SecretValue;
  /** Whether the client must use TLS; the server's certificate is by a public certificate authority. */
  readonly tls: boolean;
  /** Traffic to the cache, for the network rules of the client. */
  readonly traffic: TrafficRule;
}
