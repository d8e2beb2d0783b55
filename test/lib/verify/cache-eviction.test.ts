import { cacheEvictionRule } from '../../../lib/verify/cache-eviction';
import { renderedFiles } from './rendered-files';

const group = (parameters?: unknown) => ({
  Type: 'AWS::ElastiCache::ReplicationGroup',
  Properties: { ReplicationGroupId: 'choir-songs', CacheParameterGroupName: parameters },
});
const parameters = (policy?: string) => ({
  Type: 'AWS::ElastiCache::ParameterGroup',
  Properties: { Properties: { 'maxmemory-policy': policy } },
});
const alarm = (node: string) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: { MetricName: 'DatabaseMemoryUsagePercentage', Dimensions: [{ Name: 'CacheClusterId', Value: node }] },
});

const chosenByNobody = 'choir-songs sets no eviction policy, so it has a default that may not fit';
const untold = 'choir-songs refuses writes when its memory is full, and no alert warns before';

test.each([
  ['the default parameters', { Group: group('default.valkey8') }, [chosenByNobody]],
  ['no parameters', { Group: group() }, [chosenByNobody]],
  ['parameters without a policy', { Group: group({ Ref: 'P' }), P: parameters() }, [chosenByNobody]],
  ['the default policy', { Group: group({ Ref: 'P' }), P: parameters('volatile-lru') }, [chosenByNobody]],
  ['no eviction and no alarm', { Group: group({ Ref: 'P' }), P: parameters('noeviction') }, [untold]],
  [
    'no eviction and another cache’s alarm',
    { Group: group({ Ref: 'P' }), P: parameters('noeviction'), Alarm: alarm('choir-songs2-001') },
    [untold],
  ],
  [
    'no eviction and an alarm',
    { Group: group({ Ref: 'P' }), P: parameters('noeviction'), Alarm: alarm('choir-songs-001') },
    [],
  ],
  ['eviction', { Group: group({ Ref: 'P' }), P: parameters('allkeys-lru') }, []],
])('a group with %s', (_, resources, expected) => {
  expect(cacheEvictionRule.findings(renderedFiles({}, resources)).map(({ reason }) => reason)).toEqual(expected);
});

const settings = (policy: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: songs-cache, namespace: choir }
data: { valkey.conf: "port 6379\\nmaxmemory 64mb\\n${policy}timeout 0\\n" }
`;
const alert = (namespace: string, pod: string) => `
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: songs-cache, namespace: ${namespace} }
spec: { expr: 'redis_memory_used_bytes{pod="${pod}"} / redis_memory_max_bytes{pod="${pod}"} > 0.85' }
`;

const none = 'maxmemory-policy noeviction\\n';

test.each([
  ['no policy', settings(''), alert('choir', 'songs-cache-0'), /^choir\/songs-cache sets no eviction policy,/],
  [
    'the default policy',
    settings('maxmemory-policy volatile-lru\\n'),
    alert('choir', 'songs-cache-0'),
    /sets no eviction policy,/,
  ],
  ['no alert', settings(none), alert('choir', 'notes-cache-0'), /no alert warns before$/],
  ['an alert of another namespace', settings(none), alert('band', 'songs-cache-0'), /no alert warns before$/],
])('a Valkey with %s is found', (_, text, rule, reason) => {
  const found = cacheEvictionRule.findings(renderedFiles({ 'cluster/a.yaml': text, 'cluster/b.yaml': rule }));
  expect(found.map((finding) => finding.reason)).toEqual([expect.stringMatching(reason)]);
});

test.each([
  ['a Valkey that is watched', settings(none), alert('choir', 'songs-cache-0')],
  ['a Valkey that evicts', settings('maxmemory-policy allkeys-lru\\n'), alert('band', 'x')],
])('%s is well', (_, text, rule) => {
  expect(cacheEvictionRule.findings(renderedFiles({ 'cluster/a.yaml': text, 'cluster/b.yaml': rule }))).toEqual([]);
});
