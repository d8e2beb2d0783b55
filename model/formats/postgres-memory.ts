import { databaseSizes } from './database-sizes';

/** Settings of PostgreSQL that take memory: MiB, but for the number of connections. */
export interface PostgresMemory {
  readonly connections: number;
  readonly sharedBuffers: number;
  readonly effectiveCache: number;
  /** Of each connection, for a sort or a hash. */
  readonly workMem: number;
  /** Of each of three workers of autovacuum, and of whoever makes an index. */
  readonly maintenanceWorkMem: number;
  /** Locks that there is room for, for each connection. */
  readonly locks: number;
}

/** What a database says of its own; everything else follows from its size. */
export interface WishedMemory {
  /** @default that of the size */
  readonly connections?: number;
  /** @default a quarter of the memory for all connections together, and no less than 4 MiB */
  readonly workMem?: number;
  /** @default a sixteenth of the memory, from 64 MiB to 2 GiB */
  readonly maintenanceWorkMem?: number;
  /** @default 128, by PostgreSQL's own defaults of both kinds of locks */
  readonly locks?: number;
}

/**
 * The settings that take memory, by the size of the instance and what is wished. Source of the proportions: PostgreSQL's
 * documentation, chapter on resource consumption.
 */
export function postgresMemory(size: keyof typeof databaseSizes.postgres, wished: WishedMemory = {}): PostgresMemory {
  const amounts = databaseSizes.postgres[size];
  const { limit } = amounts.memory;
  const connections = wished.connections ?? amounts.connections;
  return {
    connections,
    sharedBuffers: Math.floor(limit / 4),
    effectiveCache: Math.floor((limit * 3) / 4),
    workMem: wished.workMem ?? Math.floor(Math.max(4, limit / 4 / connections)),
    maintenanceWorkMem: wished.maintenanceWorkMem ?? Math.floor(Math.min(2048, Math.max(64, limit / 16))),
    locks: wished.locks ?? 128,
  };
}

/** Workers of autovacuum, by PostgreSQL's default of `autovacuum_max_workers`. */
const vacuumWorkers = 3;

/** Bytes of shared memory for a lock. Source: PostgreSQL, `LockShmemSize`: about 270. */
const lockBytes = 270;

/**
 * MiB of an instance whose connections all sort at once while every worker of autovacuum is busy. A query can have several sorts, and
 * most connections wait; so this is what the memory has to hold, and not the most that can be thought of.
 */
export const busyMemory = (memory: PostgresMemory): number => {
  const { connections, sharedBuffers, workMem, maintenanceWorkMem, locks } = memory;
  const inLocks = (connections * locks * lockBytes) / 2 ** 20;
  return Math.ceil(sharedBuffers + connections * workMem + vacuumWorkers * maintenanceWorkMem + inLocks);
};
