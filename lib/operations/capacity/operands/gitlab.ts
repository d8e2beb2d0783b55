import { z } from 'zod';
import { qualifiedName } from '../../../rendered';
import { platformWorkload, type Workload } from '../workload';
import type { OperandReader } from './reader';
import { placementSchema } from '../../../placement-schema';
import { resourcesSchema } from './resources-schema';

const rangeSchema = z.looseObject({ minReplicas: z.number(), maxReplicas: z.number() });

const partSchema = placementSchema.extend({
  resources: resourcesSchema.optional(),
  minReplicas: z.number().optional(),
  maxReplicas: z.number().optional(),
  hpa: rangeSchema.optional(),
  antiAffinity: z.string().optional(),
  /** The container beside the web server that takes its requests. */
  workhorse: z.looseObject({ resources: resourcesSchema }).optional(),
  backups: z
    .looseObject({
      cron: z.looseObject({ resources: resourcesSchema, persistence: z.looseObject({ enabled: z.boolean() }) }),
    })
    .optional(),
});

type Part = z.output<typeof partSchema>;

const gitlabSchema = z.looseObject({
  spec: z.looseObject({
    chart: z.looseObject({
      values: z.looseObject({
        global: z.looseObject({
          gitaly: z.looseObject({ internal: z.looseObject({ names: z.array(z.string()) }) }),
        }),
        gitlab: z.record(z.string(), partSchema),
        registry: partSchema.extend({ enabled: z.boolean() }),
      }),
    }),
  }),
});

/** The parts of a GitLab, sized by the values of its chart, with the maximum of pods of its autoscalers. */
export const gitlabOperand: OperandReader = (object) => {
  const { global, gitlab: parts, registry } = gitlabSchema.parse(object).spec.chart.values;
  const shards = global.gitaly.internal.names.length;
  return [
    ...Object.entries(parts).flatMap(([name, part]) =>
      partWorkloads(`${qualifiedName(object)}-${name}`, name, part, shards),
    ),
    ...(registry.enabled ? partWorkloads(`${qualifiedName(object)}-registry`, 'registry', registry, shards) : []),
  ];
};

function partWorkloads(workload: string, name: string, part: Part, shards: number): readonly Workload[] {
  const { resources, nodeSelector, tolerations, antiAffinity, workhorse, backups } = part;
  if (resources === undefined) return [];
  const gitaly = name === 'gitaly';
  const [least, most] = gitaly
    ? [shards, shards]
    : [part.minReplicas ?? part.hpa?.minReplicas ?? 1, part.maxReplicas ?? part.hpa?.maxReplicas ?? 1];
  const main = platformWorkload(workload, most, resources.requests, {
    least,
    volumes: gitaly ? 1 : 0,
    apart: antiAffinity === 'hard',
    scheduling: { nodeSelector, tolerations },
  });
  const beside = workhorse && platformWorkload(workload, most, workhorse.resources.requests).ask;
  const backup =
    backups &&
    platformWorkload(`${workload}-backup`, 1, backups.cron.resources.requests, {
      volumes: backups.cron.persistence.enabled ? 1 : 0,
      scheduling: { nodeSelector, tolerations },
    });
  return [
    beside === undefined
      ? main
      : {
          ...main,
          ask: {
            ...main.ask,
            milliCpu: main.ask.milliCpu + beside.milliCpu,
            memoryMiB: main.ask.memoryMiB + beside.memoryMiB,
          },
        },
    ...(backup === undefined ? [] : [backup]),
  ];
}
