import { z } from 'zod';
import type { Immutable } from '../immutable';
import { volumeBackup } from './backup';
import { reason, refusal, shortName } from './fields';
import { managedType } from './managed-type';

/** What a cache evicts when its memory is full. */
const evictionSchema = z
  .enum(['none', 'least-recently-used'])
  .describe(
    'eviction when memory is full: none refuses writes, for queues and sessions; least-recently-used is for data that can be recreated',
  );

/** What a cache evicts when its memory is full: nothing, so that it refuses writes, or the least recently used entries. */
export type Eviction = z.output<typeof evictionSchema>;

interface OwnCacheDefaults {
  readonly memoryMiB: number;
  readonly eviction: Eviction;
}

const ownCache = (own: OwnCacheDefaults) =>
  z.strictObject({
    memoryMiB: z.int().min(32).max(4096).default(own.memoryMiB).describe('MiB of memory'),
    eviction: evictionSchema.default(own.eviction),
  });

const sharedCache = z.strictObject({
  shared: z
    .string()
    .describe(
      'name of one of the environment’s caches; a web application must prefix all of its keys with CACHE_PREFIX',
    )
    .meta({ examples: ['general'] }),
});

/**
 * Schema of a service's cache: a small Valkey of its own, or one of the environment's.
 *
 * @param own defaults of a cache of its own
 * @example
 * cache: cacheSchema({ memoryMiB: 128, eviction: 'least-recently-used' }).optional(),
 */
export const cacheSchema = (own: OwnCacheDefaults) =>
  z.union([ownCache(own), sharedCache]).describe('a small dedicated Valkey without persistence, or { shared: <name> }');

/** Like `cacheSchema`, for a service that may have in it what must not be lost, such as queues. */
export const keepingCacheSchema = (own: OwnCacheDefaults) =>
  z
    .union([
      ownCache(own).extend({
        keep: z
          .strictObject({ backup: volumeBackup })
          .optional()
          .describe(
            '{} to persist entries to a disk, for queues and sessions; a crash may lose the last second of writes',
          ),
      }),
      sharedCache,
    ])
    .describe('a small dedicated Valkey, without persistence unless keep is given; or { shared: <name> }');

/** A service's cache as the tenant's file declares it. */
export type CacheDeclaration = Immutable<z.output<ReturnType<typeof keepingCacheSchema>>>;

/** A cache of a service's own. */
export type OwnCache = Exclude<CacheDeclaration, { readonly shared: string }>;

/**
 * GiB of the disk of a cache that keeps its entries: the log of all writes grows to twice their size before it is written anew beside
 * the old one.
 */
export const keptGibibytes = ({ memoryMiB }: Pick<OwnCache, 'memoryMiB'>): number => Math.ceil((4 * memoryMiB) / 1024);

/** Caches in ElastiCache, for loads that are too large for a small Valkey in the cluster. */
export const cachesSchema = z
  .array(
    z.strictObject({
      name: shortName(20).describe('name of the cache, unique in the environment'),
      nodeType: z
        .string()
        .regex(/^cache\.[a-z0-9]+\.[a-z0-9]+$/, {
          message: refusal('is not a node type of ElastiCache', 'write it like cache.m7g.large'),
          abort: true,
        })
        .superRefine(managedType('elasticache'))
        .describe('node type of ElastiCache, like cache.m7g.large')
        .meta({ examples: ['cache.m7g.large'] }),
      eviction: evictionSchema.default('none'),
      replicas: z
        .union([z.int().min(1).max(5), z.strictObject({ none: reason })])
        .default(1)
        .describe('replicas in other zones for failover, or { none: <reason> }'),
      snapshots: z
        .union([
          z.strictObject({ keepDays: z.int().min(1).max(35).describe('retention of daily snapshots in days') }),
          z.strictObject({ none: reason }),
        ])
        .default({ keepDays: 7 })
        .describe('{ keepDays: <days> } of daily snapshots, or { none: <reason> }'),
    }),
  )
  .default([])
  .describe('Valkey on ElastiCache, for loads that a small one in the cluster cannot handle');
