import type { SecretValue } from '../secrets/external-secret';
import type { TrafficRule } from '../network/network-rules';

/** Address of a database. */
export interface DatabaseEndpoint {
  readonly host: string;
  readonly port: number;
  /** Traffic to the address, for the network rules of the client. */
  readonly traffic: TrafficRule;
}

/** How a client connects to its database: through the pooler or proxy, as a user that has rights in this database only. */
export interface DatabaseConnection extends DatabaseEndpoint {
  readonly engine: 'postgres' | 'mysql';
  readonly database: string | SecretValue;
  readonly user: string | SecretValue;
  readonly password: SecretValue;
  /** Address without the pooler, for migrations and dumps: they hold locks and set state that pooled connections lose. */
  readonly direct: DatabaseEndpoint;
}
