import { z } from 'zod';
import { sum } from '../../../model/sum';
import type { TenantHead } from '../tenant-file-head';
import type { DraftedService } from './drafted-service';

const size = z.object({ cpu: z.number(), memoryGiB: z.number() }).optional();
const volume = z.object({ sizeGiB: z.number() });

/** The parts of a drafted service that count. */
const counted = z.object({
  size,
  replicas: z.number().default(1),
  workers: z.array(z.object({ size, replicas: z.number().default(1), claim: volume.optional() })).default([]),
  schedule: z.array(z.object({ size })).default([]),
  database: z.object({ storageGiB: z.number().default(5), engine: z.string().optional() }).optional(),
  cache: z.object({ memoryMiB: z.number().default(128) }).optional(),
  claim: volume.optional(),
  volumes: z.array(volume).default([]),
});

interface Demand {
  readonly cpu: number;
  readonly memoryGiB: number;
  readonly storageGiB: number;
}

/** What a pod of the smallest size asks for, and more: a draft with the smallest quota is to fit into it. */
const smallPod = { cpu: 0.1, memoryGiB: 0.5 };

/** What the smallest quota surely has room for. */
const surelySmall: Demand = { cpu: 1.5, memoryGiB: 6, storageGiB: 45 };

/** The smallest quota if the services surely fit into it, else figures of their own, rounded up generously. */
export function draftQuota(services: readonly DraftedService[]): TenantHead['quota'] {
  const demands = services.flatMap(({ values }) => demandsFor(values));
  const total = (key: keyof Demand) => sum(demands.map((demand) => demand[key]));
  const keys = ['cpu', 'memoryGiB', 'storageGiB'] as const;
  if (keys.every((key) => total(key) <= surelySmall[key])) return 'small';
  const upTo = (key: keyof Demand, most: number) => Math.min(most, Math.max(1, Math.ceil(total(key) * 1.25)));
  return {
    cpu: upTo('cpu', 64),
    memoryGiB: upTo('memoryGiB', 512),
    storageGiB: upTo('storageGiB', 4096),
    because: 'What the imported services ask for; a class that has room for them is better',
  };
}

/** Upper estimates: a database has three copies at most, each with room for its log, and a cache keeps four times its memory. */
function demandsFor(values: DraftedService['values']): readonly Demand[] {
  const { data } = counted.safeParse(values);
  if (data === undefined) return [];
  const { database, cache } = data;
  const pods = [data, ...data.workers, ...data.schedule.map((job) => ({ ...job, replicas: 1 }))];
  return [
    ...pods.map((pod) => {
      const { cpu, memoryGiB } = pod.size ?? smallPod;
      return { cpu: cpu * pod.replicas, memoryGiB: memoryGiB * pod.replicas, storageGiB: 0 };
    }),
    ...(database === undefined ? [] : [{ cpu: 1, memoryGiB: 4, storageGiB: 3 * (database.storageGiB + 5) }]),
    ...(cache === undefined
      ? []
      : [{ cpu: 0.1, memoryGiB: (2 * cache.memoryMiB) / 1024, storageGiB: Math.ceil((4 * cache.memoryMiB) / 1024) }]),
    ...[data.claim, ...data.volumes, ...data.workers.map(({ claim }) => claim)].flatMap((each) =>
      each === undefined ? [] : [{ cpu: 0, memoryGiB: 0, storageGiB: each.sizeGiB }],
    ),
  ];
}
