import { z } from 'zod';
import { isLokiSize, lokiComponents } from '../../../../model/data/loki-sizes';
import { zoneKey, type PodScheduling } from '../../../../model/workloads/scheduling';
import { qualifiedName } from '../../../rendered';
import { platformWorkload } from '../workload';
import type { OperandReader } from './reader';
import { placementSchema } from '../../../placement-schema';

const stackSchema = z.looseObject({
  spec: z.looseObject({
    size: z.string(),
    replication: z
      .looseObject({ zones: z.array(z.looseObject({ maxSkew: z.number(), topologyKey: z.string() })).default([]) })
      .optional(),
    template: z.record(z.string(), placementSchema).default({}),
  }),
});

/**
 * Loki's pods: spread over zones where replication says so, which the scheduler must keep.
 * Source: grafana/loki:operator/internal/manifests/node_placement.go.
 */
export const lokiStackOperand: OperandReader = (object) => {
  const { size, replication, template } = stackSchema.parse(object).spec;
  if (!isLokiSize(size)) return [];
  const topologySpreadConstraints: PodScheduling['topologySpreadConstraints'] = replication?.zones
    .filter(({ topologyKey }) => topologyKey === zoneKey)
    .map(({ maxSkew, topologyKey }) => ({ maxSkew, topologyKey, whenUnsatisfiable: 'DoNotSchedule' }));
  return lokiComponents(size).map(({ component, replicas, cpu, memory, volumes }) => {
    const { nodeSelector, tolerations } = template[component] ?? {};
    return platformWorkload(
      `${qualifiedName(object)}-${component}`,
      replicas,
      { cpu, memory },
      {
        volumes,
        scheduling: { nodeSelector, tolerations, topologySpreadConstraints },
      },
    );
  });
};
