import type { SecretValue } from '../secrets/external-secret';
import type { DatabaseConnection, DatabaseEndpoint } from './database-connection';
import { furtherVariablePrefix } from '../../../model/formats/further-variable-names';

/**
 * Environment variables for what a connection has besides its database: the address of the copies, and the further databases on the same
 * server, each with the names of `databaseVariables` after its own.
 */
export function furtherVariables(connection: DatabaseConnection): Readonly<Record<string, string | SecretValue>> {
  const { engine, read, further = {}, direct, host, port } = connection;
  const scheme = engine === 'postgres' ? 'postgres' : 'mysql';
  const address = (prefix: string, at: Pick<DatabaseEndpoint, 'host' | 'port'>) =>
    `${scheme}://$(${prefix}_USER):$(${prefix}_PASSWORD)@${at.host}:${at.port}/$(${prefix}_NAME)`;
  const entries = Object.entries(further).flatMap(([name, { database, user, password }]) => {
    const prefix = furtherVariablePrefix(name);
    return [
      [`${prefix}_HOST`, host],
      [`${prefix}_PORT`, String(port)],
      [`${prefix}_NAME`, database],
      [`${prefix}_USER`, user],
      [`${prefix}_PASSWORD`, password],
      [`${prefix}_URL`, address(prefix, { host, port })],
      [`${prefix}_DIRECT_URL`, address(prefix, direct)],
    ] as const;
  });
  return Object.fromEntries<string | SecretValue>([
    ...(read === undefined
      ? []
      : ([
          ['DATABASE_READ_HOST', read.host],
          ['DATABASE_READ_URL', address('DATABASE', read)],
        ] as const)),
    ...entries,
  ]);
}
