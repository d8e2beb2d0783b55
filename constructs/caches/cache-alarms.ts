import type { AlarmSpec, Metric } from '../observability/alarm';
import type { ElastiCacheSpec } from './elasti-cache';

export interface WatchedCache extends Pick<ElastiCacheSpec, 'name' | 'replicas' | 'eviction'> {
  readonly groupId: string;
}

/** Alarms of an ElastiCache cache, for each of its nodes, because after a failover another node is the primary. */
export function cacheAlarms({ name, groupId, replicas, eviction }: WatchedCache): readonly AlarmSpec[] {
  const copies = typeof replicas === 'number' ? replicas : 0;
  const nodes = Array.from({ length: copies + 1 }, (_, index) => String(index + 1).padStart(3, '0'));
  return nodes.flatMap((node) =>
    nodeAlarms(`cache-${name}-${node}`, `${groupId}-${node}`, { copied: copies > 0, evicts: eviction !== 'none' }),
  );
}

/** Source of the metrics: the ElastiCache user guide, "Metrics for Valkey and Redis OSS". */
function nodeAlarms(
  prefix: string,
  nodeId: string,
  { copied, evicts }: { readonly copied: boolean; readonly evicts: boolean },
): readonly AlarmSpec[] {
  const metric = (metricName: string, statistic: Metric['statistic']): Metric => ({
    namespace: 'AWS/ElastiCache',
    name: metricName,
    dimensions: { CacheClusterId: nodeId },
    statistic,
    periodSeconds: 60,
  });
  return [
    {
      name: `${prefix}-down`,
      // ElastiCache itself holds some connections to every node that works.
      watches: metric('CurrConnections', 'Maximum'),
      when: 'below',
      threshold: 1,
      periods: 10,
      silence: 'wrong',
      summary: `Cache node ${nodeId} does not answer`,
      section: 'cache-node-down',
    },
    // A cache that evicts keys is always full once it is used, so it has no alarm about memory.
    ...(evicts
      ? []
      : [
          {
            name: `${prefix}-memory`,
            watches: metric('DatabaseMemoryUsagePercentage', 'Maximum'),
            ...({ when: 'above', threshold: 85, periods: 15, silence: 'fine' } as const),
            summary: `Cache node ${nodeId} uses more than 85 % of its memory, and refuses writes at 100 %`,
            section: 'cache-node-full',
          },
        ]),
    {
      name: `${prefix}-processor`,
      watches: metric('EngineCPUUtilization', 'Average'),
      when: 'above',
      threshold: 85,
      periods: 15,
      silence: 'fine',
      summary: `Cache node ${nodeId} is busy: its one thread works more than 85 % of the time`,
      section: 'cache-node-busy',
    },
    ...(copied
      ? [
          {
            name: `${prefix}-lag`,
            watches: metric('ReplicationLag', 'Maximum'),
            ...({ when: 'above', threshold: 30, periods: 15, silence: 'fine' } as const),
            summary: `Cache node ${nodeId} is more than 30 seconds behind`,
            section: 'cache-node-lags',
          },
        ]
      : []),
  ];
}
