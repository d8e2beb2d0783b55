import { instanceCapacity } from '../data/instance-capacity';
import { findingIf, type Finding } from '../finding';
import { keycloakPeak, keycloakTasks } from '../formats/keycloak-tasks';
import { pooledConnections } from '../formats/pooled-connections';
import type { EnvironmentFile } from './findings';

/**
 * Bytes of memory for each connection of RDS for PostgreSQL, by the default of `max_connections`, which no parameter group here
 * changes: `LEAST({DBInstanceClassMemory/9531392},5000)`. `DBInstanceClassMemory` is a little less than the memory of the type, as
 * RDS keeps some; so the server takes no more than what is counted here.
 *
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections
 */
const bytesPerConnection = 9_531_392;
const mostConnections = 5000;

/** Connections that are left for Keycloak on RDS, when the instance has so much memory. */
const connectionsFor = (memoryMiB: number): number =>
  Math.min(Math.floor((memoryMiB * 2 ** 20) / bytesPerConnection), mostConnections) - pooledConnections.reserved;

const neededGiB = Math.ceil(((keycloakPeak.connections + pooledConnections.reserved) * bytesPerConnection) / 2 ** 30);

/** A Keycloak on ECS whose tasks may together open more connections than its database takes. */
export function keycloakConnectionWarnings({ singleSignOn: { keycloak } }: EnvironmentFile): readonly Finding[] {
  if (keycloak?.placement !== 'ecs') return [];
  const { instanceType } = keycloak.database;
  const memory = instanceCapacity(instanceType.replace(/^db\./, ''))?.memoryMiB;
  if (memory === undefined) return [];
  const { most, maximumPercent, connections } = keycloakTasks;
  return findingIf(
    connectionsFor(memory) < keycloakPeak.connections,
    ['singleSignOn', 'keycloak', 'database', 'instanceType'],
    `${instanceType} takes ${connectionsFor(memory)} connections, and the tasks of Keycloak may open ${keycloakPeak.connections} while a deploy replaces them: ${most} × ${maximumPercent} % × ${connections}; when many people log in then, some are refused`,
    `use a type with ${neededGiB} GiB of memory or more, like db.t4g.medium`,
  );
}
