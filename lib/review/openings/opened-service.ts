import { z } from 'zod';
import type { ObjectChange } from '../changes';
import type { RenderedObject } from '../../rendered';
import { sourceOpenings, type Opening } from './opening';

const serviceSchema = z.looseObject({
  type: z.string().default('ClusterIP'),
  loadBalancerSourceRanges: z.array(z.string()).default([]),
  externalIPs: z.array(z.string()).default([]),
});

/** Says how far a Service reaches that was reached by fewer; `unknown` if it cannot be read. */
export function openedService({ before, after }: ObjectChange): readonly Opening[] | 'unknown' {
  if (after === undefined) return [];
  const current = serviceSchema.safeParse(after.spec ?? {}).data;
  const old = before && serviceSchema.safeParse(before.spec ?? {}).data;
  if (current === undefined || (before !== undefined && old === undefined)) return 'unknown';
  const [reach, had] = [reachFor(after, current.type), before && old ? reachFor(before, old.type) : 0];
  const isMore = reach > had;
  const external = current.externalIPs.filter((address) => !(old?.externalIPs ?? []).includes(address));
  return [
    ...(isMore
      ? [
          {
            class: before === undefined ? ('watch' as const) : ('lets-in' as const),
            what: reachWords[reach] ?? '',
            path: ['spec', 'type'],
          },
        ]
      : []),
    ...(!isMore && reach > 1 && old !== undefined
      ? sourceOpenings(old.loadBalancerSourceRanges, current.loadBalancerSourceRanges, [
          'spec',
          'loadBalancerSourceRanges',
        ])
      : []),
    ...(external.length === 0
      ? []
      : [
          {
            class: 'lets-in' as const,
            what: `is answered at ${external.join(', ')}, outside of the cluster`,
            path: ['spec', 'externalIPs'],
          },
        ]),
  ];
}

/** From the cluster alone, from where machines are reached, from the network, from the internet. */
const reachWords = [
  undefined,
  'is exposed on a port of every machine, and was internal to the cluster',
  'gets an internal load balancer',
  'gets an internet-facing load balancer',
] as const;

/** Annotations that keep a balancer inside (Kubernetes' AWS cloud provider and AWS Load Balancer Controller). */
const internal: Readonly<Record<string, string>> = {
  'service.beta.kubernetes.io/aws-load-balancer-internal': 'true',
  'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal',
};

function reachFor({ metadata: { annotations } }: RenderedObject, type: string): number {
  if (type === 'NodePort') return 1;
  if (type !== 'LoadBalancer') return 0;
  return Object.entries(internal).some(([key, value]) => annotations[key] === value) ? 2 : 3;
}
