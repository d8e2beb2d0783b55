import { z } from 'zod';
import {
  qualifiedKind,
  qualifiedName,
  resourcesOfType,
  type Rendered,
  type RenderedObject,
  type RenderedResource,
} from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';
import { stringsIn } from './strings-in';

/**
 * Every cache sets its eviction policy. ElastiCache's default `volatile-lru` evicts keys with an expiry, such as sessions, locks
 * and marks of jobs, and keeps pages without one. A cache that evicts nothing refuses writes when its memory is full, so it
 * needs an alarm before that.
 * Sources: Valkey documentation, "Key eviction"; ElastiCache user guide, "Valkey and Redis OSS parameters".
 */
export const cacheEvictionRule: RenderedRule = {
  id: 'cache-eviction',
  holds: 'every cache sets its eviction policy, and one that evicts nothing has an alarm for its memory',
  findings: (rendered) => [
    ...resourcesOfType(rendered.resources, 'AWS::ElastiCache::ReplicationGroup').flatMap((group) =>
      groupFindings(group, rendered.resources),
    ),
    ...rendered.objects.flatMap((object) => settingsFindings(object, rendered)),
  ],
};

type Policy = 'noeviction' | 'allkeys-lru';

const remedy = 'set noeviction for queues, sessions and locks; set allkeys-lru if all data can be computed again';

const parsePolicy = (text: unknown): Policy | undefined => z.enum(['noeviction', 'allkeys-lru']).safeParse(text).data;

const groupSchema = z.looseObject({
  ReplicationGroupId: z.string(),
  CacheParameterGroupName: z.looseObject({ Ref: z.string() }).optional().catch(undefined),
});
const parametersSchema = z.looseObject({ Properties: z.record(z.string(), z.unknown()) });
const alarmSchema = z.looseObject({
  MetricName: z.literal('DatabaseMemoryUsagePercentage'),
  Dimensions: z.array(z.looseObject({ Value: z.string() })),
});

function groupFindings(
  { stack, logicalId, resource }: RenderedResource,
  resources: readonly RenderedResource[],
): readonly RenderedFinding[] {
  const { ReplicationGroupId, CacheParameterGroupName } = groupSchema.parse(resource.Properties);
  const parameters = resources.find(
    (each) => each.stack === stack && each.logicalId === CacheParameterGroupName?.Ref,
  )?.resource;
  const policy = parsePolicy(parametersSchema.safeParse(parameters?.Properties).data?.Properties['maxmemory-policy']);
  const place = `${stack} ${logicalId}`;
  if (policy === undefined) {
    return [
      { place, reason: `${ReplicationGroupId} sets no eviction policy, so it has a default that may not fit`, remedy },
    ];
  }
  const watched = resourcesOfType(resources, 'AWS::CloudWatch::Alarm').some(({ resource: alarm }) =>
    alarmSchema
      .safeParse(alarm.Properties)
      .data?.Dimensions.some(({ Value }) => Value.startsWith(`${ReplicationGroupId}-`)),
  );
  return policy === 'allkeys-lru' || watched ? [] : [unwatched(place, ReplicationGroupId, 'cacheAlarms')];
}

/** Line in the configuration of a Valkey or Redis, in an object of any kind. */
const memoryLimit = /^maxmemory [1-9]/m;

function settingsFindings(object: RenderedObject, { objects }: Rendered): readonly RenderedFinding[] {
  if (qualifiedKind(object) !== '/ConfigMap') return [];
  const settings = [...stringsIn(object.data)].filter((text) => memoryLimit.test(text));
  const place = describeObject(object);
  return settings.flatMap((text) => {
    const policy = parsePolicy(/^maxmemory-policy (\S+)$/m.exec(text)?.[1]);
    if (policy === undefined) {
      return [
        {
          place,
          reason: `${qualifiedName(object)} sets no eviction policy, so it has a default that may not fit`,
          remedy,
        },
      ];
    }
    const watched = objects.some(
      (each) =>
        qualifiedKind(each) === 'monitoring.coreos.com/PrometheusRule' &&
        each.metadata.namespace === object.metadata.namespace &&
        [...stringsIn(each.spec)].some(
          (expression) =>
            expression.includes('redis_memory_max_bytes') && expression.includes(`pod="${object.metadata.name}-`),
        ),
    );
    return policy === 'allkeys-lru' || watched ? [] : [unwatched(place, qualifiedName(object), 'valkeyAlerts')];
  });
}

const unwatched = (place: string, name: string, from: string): RenderedFinding => ({
  place,
  reason: `${name} refuses writes when its memory is full, and no alert warns before`,
  remedy: `give it the alert of ${from}`,
});
