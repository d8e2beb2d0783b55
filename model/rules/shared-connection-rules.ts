import { findingIf, type Finding } from '../finding';
import { databaseSizes } from '../formats/database-sizes';
import { pooledConnections } from '../formats/pooled-connections';
import { postgresMemory } from '../formats/postgres-memory';
import { wishedPostgresMemory } from '../formats/postgres-wishes';
import { sum } from '../sum';
import type { Tenant } from '../tenant';
import type { EnvironmentFile } from './findings';

const sizes = ['small', 'medium', 'large', 'xlarge'] as const;

/** Connections for databases, past those that a server keeps for whoever looks after it. */
const room = (connections: number): number => connections - pooledConnections.reserved;

/** Clusters of databases that tenants share whose databases together may have more connections than the server takes. */
export const sharedConnectionWarnings = (
  { databases }: EnvironmentFile,
  tenants: readonly Tenant[],
): readonly Finding[] =>
  databases.shared.flatMap(({ name, size, parameters }, index) => {
    const count = databasesIn(name, tenants);
    const { eachDatabase, pooled, poolerPods, direct, reserved } = pooledConnections;
    const all = count * eachDatabase;
    const { connections } = postgresMemory(size, wishedPostgresMemory(parameters));
    const fitting = sizes.find((each) => all <= room(databaseSizes.postgres[each].connections));
    return findingIf(
      all > room(connections),
      ['databases', 'shared', index, 'name'],
      `has ${count} databases that may have ${eachDatabase} connections each, ${poolerPods} × ${pooled} pooled and ${direct} direct ones: ${all} together, and the server takes ${connections}, of which it keeps ${reserved}; when many are busy at once, some are refused`,
      fitting === undefined
        ? 'declare a second cluster for new services, or give busy services a database of their own'
        : `write size: ${fitting}${Object.hasOwn(parameters, 'max_connections') ? ' without max_connections' : ''}, or declare a second cluster for new services`,
    );
  });

/** How many databases services have in a shared cluster. */
const databasesIn = (cluster: string, tenants: readonly Tenant[]): number =>
  sum(
    tenants
      .flatMap(({ services }) => services)
      .map(({ database }) => {
        if (database === undefined || !('shared' in database) || database.shared !== cluster) return 0;
        return 1 + ('further' in database ? database.further.length : 0);
      }),
  );
