import type { Alert } from '../monitoring/alert-rules';
import type { CacheEviction } from './cache-eviction';

/** What can go wrong with a small Valkey. Names of the metrics: oliver006/redis_exporter:exporter/metrics.go. */
export function valkeyAlerts(namespace: string, name: string, eviction: CacheEviction): readonly Alert[] {
  const pod = `namespace="${namespace}",pod="${name}-0"`;
  const cache = `${namespace}/${name}`;
  return [
    {
      name: 'ValkeyDown',
      expression: `max(redis_up{${pod}} or vector(0)) < 1`,
      lasting: '10m',
      severity: 'critical',
      summary: `Cache ${cache} does not answer.`,
      runbook: 'valkey-down',
    },
    fullAlerts(pod, cache)[eviction],
    {
      name: 'ValkeyRejectsClients',
      expression: `sum(increase(redis_rejected_connections_total{${pod}}[15m])) > 0`,
      lasting: '5m',
      severity: 'warning',
      summary: `Cache ${cache} turns clients away.`,
      runbook: 'valkey-rejects-clients',
    },
  ];
}

/** What a full memory means by what leaves it: refused writes soon, or entries that go too early. */
const fullAlerts = (pod: string, cache: string): Readonly<Record<CacheEviction, Alert>> => ({
  none: {
    name: 'ValkeyFull',
    expression: `max(redis_memory_used_bytes{${pod}} / redis_memory_max_bytes{${pod}}) > 0.85`,
    lasting: '15m',
    severity: 'warning',
    summary: `Cache ${cache} uses more than 85 % of its memory, and refuses writes at 100 %.`,
    runbook: 'valkey-full',
  },
  'least-recently-used': {
    name: 'ValkeyTooSmall',
    // What is evicted soon after it came was kept for nothing.
    expression: `sum(rate(redis_evicted_keys_total{${pod}}[1h])) > 0.5 * sum(rate(redis_keyspace_hits_total{${pod}}[1h]))`,
    lasting: '3h',
    severity: 'warning',
    summary: `Cache ${cache} throws entries away about as fast as it serves them.`,
    runbook: 'valkey-too-small',
  },
});
