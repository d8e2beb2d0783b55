import type { DatabaseSize } from './database-size';

interface PostgresAmounts {
  readonly cpu: { readonly request: string; readonly limit: string };
  /** MiB. */
  readonly memory: { readonly request: number; readonly limit: number };
  readonly connections: number;
}

/** CPU, memory and number of connections of an instance of each size; all other settings are derived from them. */
const sizes: Readonly<Record<DatabaseSize, PostgresAmounts>> = {
  small: { cpu: { request: '100m', limit: '1' }, memory: { request: 512, limit: 1024 }, connections: 100 },
  medium: { cpu: { request: '500m', limit: '2' }, memory: { request: 2048, limit: 2048 }, connections: 200 },
  large: { cpu: { request: '2', limit: '4' }, memory: { request: 8192, limit: 8192 }, connections: 300 },
  xlarge: { cpu: { request: '4', limit: '8' }, memory: { request: 32768, limit: 32768 }, connections: 500 },
};

/** Requests and limits of an instance. */
export function postgresResources(size: DatabaseSize): object {
  const { cpu, memory } = sizes[size];
  return {
    requests: { cpu: cpu.request, memory: mebibytes(memory.request) },
    limits: { cpu: cpu.limit, memory: mebibytes(memory.limit) },
  };
}

/** A quantity in the form that the operator writes: it replaces `1024Mi` by `1Gi`, and Argo CD would see a difference. */
const mebibytes = (amount: number): string => (amount % 1024 === 0 ? `${amount / 1024}Gi` : `${amount}Mi`);

/** GiB of the volume for the write-ahead log: when archiving fails, the log fills this volume and not that of the data. */
export const logVolumeGiB = (storageGiB: number): number => Math.max(2, Math.ceil(storageGiB / 5));

/**
 * Settings of an instance by its size. Source of the proportions: PostgreSQL's documentation, chapters on resource
 * consumption and on the write-ahead log.
 */
export function postgresParameters(size: DatabaseSize, storageGiB: number): Record<string, string> {
  const { memory, connections } = sizes[size];
  const logMiB = logVolumeGiB(storageGiB) * 1024;
  return {
    max_connections: String(connections),
    shared_buffers: megabytes(memory.limit / 4),
    effective_cache_size: megabytes((memory.limit * 3) / 4),
    maintenance_work_mem: megabytes(Math.min(2048, Math.max(64, memory.limit / 16))),
    work_mem: megabytes(Math.max(4, memory.limit / 4 / connections)),
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
export function poolSizes(size: DatabaseSize, pods: number): { readonly server: number; readonly clients: number } {
  const { connections } = sizes[size];
  return { server: Math.floor((connections * 0.8) / pods), clients: connections * 4 };
}
