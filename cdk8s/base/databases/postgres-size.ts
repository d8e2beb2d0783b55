import { databaseSizes } from '../../../model/formats/database-sizes';
import { poolConnections } from '../../../model/formats/pooled-connections';
import { postgresMemory, type WishedMemory } from '../../../model/formats/postgres-memory';
import type { DatabaseSize } from './database-size';

/** Requests and limits of an instance. */
export function postgresResources(size: DatabaseSize): object {
  const { cpu, memory } = databaseSizes.postgres[size];
  return {
    requests: { cpu: cpu.request, memory: mebibytes(memory.request) },
    limits: { cpu: cpu.limit, memory: mebibytes(memory.limit) },
  };
}

/** A quantity in the form that the operator writes: it replaces `1024Mi` by `1Gi`, and Argo CD would see a difference. */
const mebibytes = (amount: number): string => (amount % 1024 === 0 ? `${amount / 1024}Gi` : `${amount}Mi`);

/** GiB of the volume for the write-ahead log: when archiving fails, the log fills this volume and not that of the data. */
export const logVolumeGiB = (storageGiB: number): number => Math.max(2, Math.ceil(storageGiB / 5));

/** Settings of an instance by its size. Source of the proportions: PostgreSQL's documentation, chapter on the write-ahead log. */
export function postgresParameters(
  size: DatabaseSize,
  storageGiB: number,
  wished?: WishedMemory,
): Record<string, string> {
  const { connections, sharedBuffers, effectiveCache, maintenanceWorkMem, workMem } = postgresMemory(size, wished);
  const logMiB = logVolumeGiB(storageGiB) * 1024;
  return {
    max_connections: String(connections),
    shared_buffers: megabytes(sharedBuffers),
    effective_cache_size: megabytes(effectiveCache),
    maintenance_work_mem: megabytes(maintenanceWorkMem),
    work_mem: megabytes(workMem),
    random_page_cost: '1.1',
    // The log must fit on its volume even if a replica is away for long; it then reads the log from the archive.
    max_wal_size: megabytes(logMiB / 4),
    wal_keep_size: megabytes(logMiB / 8),
    max_slot_wal_keep_size: megabytes(logMiB / 2),
    // A query that sorts more data than fit in memory must not fill the volume of the data.
    temp_file_limit: megabytes((storageGiB * 1024) / 4),
    idle_in_transaction_session_timeout: '10min',
    log_lock_waits: 'on',
    'pg_stat_statements.max': '5000',
  };
}

const megabytes = (amount: number): string => `${Math.floor(amount)}MB`;

/** Connections of each pod of a pooler: to the database (80 % of its connections in all pods together) and from clients. */
export function poolSizes(
  size: DatabaseSize,
  pods: number,
  wished?: WishedMemory,
): { readonly server: number; readonly clients: number } {
  const { connections } = postgresMemory(size, wished);
  return { server: poolConnections(connections, pods), clients: connections * 4 };
}

/**
 * Memory that PgBouncer may have: `least` MiB, or more in steps of 128 if all its clients, connected by TLS, need it. Source: measured
 * with PgBouncer 1.18 and 3,000 clients, which took 20 KiB each, and 8 without TLS; the rest is for what it sends and receives.
 */
export function poolerMemory(clients: number, least: number): string {
  const needed = 64 + (clients * 24) / 1024;
  return mebibytes(Math.max(least, Math.ceil(needed / 128) * 128));
}
