import type { SecretValue } from '../secrets/external-secret';
import type { TrafficRule } from '../network/network-rules';

/** Where a database listens, and what the client's network rules must let pass. */
export interface DatabaseEndpoint {
  readonly host: string;
  readonly port: number;
  readonly traffic: TrafficRule;
}

/** How a client reaches its database: through the pooler or proxy, as a user who owns one database and no more. */
export interface DatabaseConnection extends DatabaseEndpoint {
  readonly engine: 'postgres' | 'mysql';
  readonly database: string | SecretValue;
  readonly user: string | SecretValue;
  readonly password: SecretValue;
  /** Past the pooler: for migrations and dumps, which hold locks and set state that pooled connections lose. */
  readonly direct: DatabaseEndpoint;
}
