import { z } from 'zod';
import type { Environment } from '../../../model/environment';
import { findingIf, type Finding } from '../../../model/finding';
import { sum } from '../../../model/sum';
import { toMebibytes, toMilliCpu } from '../../../model/workloads/quantity';
import { qualifiedKind, type RenderedObject } from '../../rendered';
import type { Evaluation } from './shortfalls';
import { acceptsAnyPod } from '../../../model/accepts-any-pod';

const quotaSchema = z.looseObject({
  spec: z.looseObject({ hard: z.looseObject({ 'requests.cpu': z.unknown(), 'limits.memory': z.unknown() }) }),
});
const quantity = z.union([z.string(), z.number()]);

/** What all tenants were promised, and what is left for them on machines that no taint keeps free. */
export interface QuotaTotals {
  readonly promised: { readonly milliCpu: number; readonly memoryMiB: number };
  readonly left: { readonly milliCpu: number; readonly memoryMiB: number };
}

/** Adds the quotas up and takes from all open workers, at most, what the platform has there. */
export function quotaTotals(
  objects: readonly RenderedObject[],
  { tenants }: Pick<Environment, 'tenants'>,
  { machines, packing }: Evaluation,
): QuotaTotals {
  const names = new Set(tenants.map(({ name }) => name));
  const quotas = objects
    .filter((object) => qualifiedKind(object) === '/ResourceQuota' && names.has(object.metadata.namespace ?? ''))
    .map((object) => quotaSchema.parse(object).spec.hard);
  const open = machines.filter(acceptsAnyPod);
  const isOpen = new Set(open);
  const ours = [...packing.placed.values()]
    .filter(({ pod, machine }) => pod.workload.tenant === undefined && isOpen.has(machine))
    .map(({ pod }) => pod.workload.ask);
  return {
    promised: {
      milliCpu: sum(quotas.map((hard) => toMilliCpu(quantity.catch(0).parse(hard['requests.cpu'])))),
      memoryMiB: sum(quotas.map((hard) => toMebibytes(quantity.catch(0).parse(hard['limits.memory'])))),
    },
    left: {
      milliCpu: sum(open.map(({ offered }) => offered.milliCpu)) - sum(ours.map(({ milliCpu }) => milliCpu)),
      memoryMiB: sum(open.map(({ offered }) => offered.memoryMiB)) - sum(ours.map(({ memoryMiB }) => memoryMiB)),
    },
  };
}

/** Quotas that workers could not honour all at once, even with every machine they may have. */
export function quotaWarnings(
  { promised, left }: QuotaTotals,
  { cluster }: Pick<Environment, 'cluster'>,
): readonly Finding[] {
  const over = (['milliCpu', 'memoryMiB'] as const).filter((key) => promised[key] > left[key]);
  const index = cluster.pools.findIndex((pool) => pool.role === 'worker' && acceptsAnyPod(pool));
  return findingIf(
    over.length > 0,
    ['cluster', 'pools', ...(index === -1 ? [] : [index])],
    `tenants’ quotas add up to ${spoken(promised)}, and workers have ${spoken(left)} for them at most`,
    'give the workers more machines, or tenants smaller quotas; few use all of theirs at once',
  );
}

const spoken = ({ milliCpu, memoryMiB }: QuotaTotals['left']): string =>
  `${Math.round(milliCpu / 1000)} CPUs and ${Math.round(memoryMiB / 1024)} GiB`;
