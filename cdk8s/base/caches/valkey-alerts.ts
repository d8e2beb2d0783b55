import type { Alert } from '../../../model/formats/prometheus-alert';
import type { CacheEviction } from './cache-eviction';

/** Alerts on a `Valkey`. Names of the metrics: oliver006/redis_exporter:exporter/metrics.go. */
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
    },
    fullAlerts(pod, cache)[eviction],
    {
      name: 'ValkeyRejectsClients',
      expression: `sum(increase(redis_rejected_connections_total{${pod}}[15m])) > 0`,
      lasting: '5m',
      severity: 'warning',
      summary: `Cache ${cache} turns clients away.`,
    },
  ];
}

/** Alert on full memory for each eviction: writes will soon be refused, or entries are evicted too early. */
const fullAlerts = (pod: string, cache: string): Readonly<Record<CacheEviction, Alert>> => ({
  none: {
    name: 'ValkeyFull',
    expression: `max(redis_memory_used_bytes{${pod}} / redis_memory_max_bytes{${pod}}) > 0.85`,
    lasting: '15m',
    severity: 'warning',
    summary: `Cache ${cache} uses more than 85 % of its memory, and refuses writes at 100 %.`,
  },
  'least-recently-used': {
    name: 'ValkeyTooSmall',
    // Half as many evictions as hits: many entries are evicted before anybody reads them.
    expression: `sum(rate(redis_evicted_keys_total{${pod}}[1h])) > 0.5 * sum(rate(redis_keyspace_hits_total{${pod}}[1h]))`,
    lasting: '3h',
    severity: 'warning',
    summary: `Cache ${cache} throws entries away about as fast as it serves them.`,
  },
});
