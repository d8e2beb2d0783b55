import type { SecretValue } from '../secrets/external-secret';
import type { TrafficRule } from '../network/network-rules';

/** Address of a database. */
export interface DatabaseEndpoint {
  readonly host: string;
  readonly port: number;
  /** Traffic to the address, for the network rules of the client. */
  readonly traffic: TrafficRule;
}

/** Name and login of a database. */
export interface DatabaseLogin {
  readonly database: string | SecretValue;
  readonly user: string | SecretValue;
  readonly password: SecretValue;
}

/** How a client connects to its database: through the pooler or proxy, as a user that has rights in this database only. */
export interface DatabaseConnection extends DatabaseEndpoint, DatabaseLogin {
  readonly engine: 'postgres' | 'mysql';
  /** Address without the pooler, for migrations and dumps: they hold locks and set state that pooled connections lose. */
  readonly direct: DatabaseEndpoint;
  /**
   * Address of the copies, which only read and are a little behind.
   * @default none
   */
  readonly read?: DatabaseEndpoint;
  /**
   * Databases on the same server with a login of their own, by name.
   * @default none
   */
  readonly further?: Readonly<Record<string, DatabaseLogin>>;
}
