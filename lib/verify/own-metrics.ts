import { z } from 'zod';
import { objectsOfKind } from '../rendered';
import { describeObject } from './describe-object';
import { isGuarded } from './is-guarded';
import type { RenderedRule } from './rendered-rule';

const endpoints = z
  .array(
    z.looseObject({
      followRedirects: z.boolean().default(true),
      relabelings: z.array(z.unknown()).default([]),
      proxyUrl: z.string().default(''),
    }),
  )
  .default([]);
const monitorSchema = z.looseObject({ spec: z.looseObject({ endpoints, podMetricsEndpoints: endpoints }) });

/** What the policy `own-metrics` refuses, see `cdk8s/platform/guardrails/operator-calls.ts`, said before it is delivered. */
export const ownMetricsRule: RenderedRule = {
  id: 'own-metrics',
  holds: 'monitors in guarded namespaces lead Prometheus to the pods that they select, and nowhere else',
  findings: ({ objects }) => {
    const guarded = new Set(
      objectsOfKind(objects, '/Namespace')
        .filter(isGuarded)
        .map(({ metadata }) => metadata.name),
    );
    return ['ServiceMonitor', 'PodMonitor']
      .flatMap((kind) => objectsOfKind(objects, `monitoring.coreos.com/${kind}`))
      .filter(({ metadata }) => guarded.has(metadata.namespace ?? ''))
      .flatMap((monitor) => {
        const { spec } = monitorSchema.parse(monitor);
        const asked = [...spec.endpoints, ...spec.podMetricsEndpoints];
        const faults = [
          ...(asked.some(({ followRedirects }) => followRedirects)
            ? [['lets Prometheus follow redirects', 'write followRedirects: false at each endpoint'] as const]
            : []),
          ...(asked.some(({ relabelings }) => relabelings.length > 0)
            ? [['has relabelings, which can change the address', 'leave relabelings out'] as const]
            : []),
          ...(asked.some(({ proxyUrl }) => proxyUrl !== '')
            ? [['has Prometheus ask by a proxy', 'leave proxyUrl out'] as const]
            : []),
        ];
        return faults.map(([reason, remedy]) => ({
          place: describeObject(monitor),
          reason: `${reason}: the cluster refuses it`,
          remedy,
        }));
      });
  },
};
