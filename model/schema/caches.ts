import { z } from 'zod';
import type { Immutable } from '../immutable';
import { volumeBackup } from './backup';
import { reason, refusal, shortName } from './fields';
import { managedType } from './managed-type';

/** What a cache evicts when its memory is full. */
const evictionSchema = z
  .enum(['none', 'least-recently-used'])
  .describe(
    'what leaves when the memory is full: none refuses writes instead, for queues and sessions; least-recently-used is for what can be made again',
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
    .describe('name of one of the environment’s caches, in which all keys of a web application begin with CACHE_PREFIX')
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
  z
    .union([ownCache(own), sharedCache])
    .describe('a small Valkey of its own that forgets everything when it restarts, or { shared: <name> }');

/** Like `cacheSchema`, for a service that may have in it what must not be lost, such as queues. */
export const keepingCacheSchema = (own: OwnCacheDefaults) =>
  z
    .union([
      ownCache(own).extend({
        keep: z
          .strictObject({ backup: volumeBackup })
          .optional()
          .describe(
            '{} for a disk on which its entries outlive its pod, but for those of the last second; for queues and sessions',
          ),
      }),
      sharedCache,
    ])
    .describe(
      'a small Valkey of its own, which forgets everything when it restarts unless it has keep; or { shared: <name> }',
    );

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
        .describe('copies in other zones that take over, or { none: <reason> }'),
      snapshots: z
        .union([
          z.strictObject({ keepDays: z.int().min(1).max(35).describe('days a daily snapshot is kept') }),
          z.strictObject({ none: reason }),
        ])
        .default({ keepDays: 7 })
        .describe('{ keepDays: <days> } of daily snapshots, or { none: <reason> }'),
    }),
  )
  .default([])
  .describe('Valkey by ElastiCache, for what a small one in the cluster cannot carry');
