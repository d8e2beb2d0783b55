import type { SecretValue } from '../secrets/external-secret';
import type { TrafficRule } from '../network/network-rules';

/** How a client reaches its cache, which speaks the protocol of Redis. */
export interface CacheConnection {
  readonly host: string;
  readonly port: number;
  /** `default` is whoever names none. */
  readonly user: string;
  readonly password: SecretValue;
  /** Whether the client must use TLS, with a certificate that the public authorities signed. */
  readonly tls: boolean;
  readonly traffic: TrafficRule;
}
