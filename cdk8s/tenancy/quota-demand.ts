import type { Manifest } from '../base/manifest';
import { podGroups, type PodGroup } from './pod-groups';
import { quotaOf, type Quota, type QuotaClass } from './quota-class';

/** What objects ask for, in the units of a quota. */
export type Demand = Omit<Quota, 'pods'>;

/**
 * Where a tenant's objects ask for more than its quota gives, as `amount of what, but limit`. In the cluster the same
 * mistake shows as pods that never start.
 */
export function overdrafts(quota: QuotaClass, manifests: readonly Manifest[]): readonly string[] {
  const limit = quotaOf(quota);
  const demand = podGroups(manifests).map(demandOf).reduce(add, nothing);
  return (['cpu', 'memoryGiB', 'storageGiB'] as const)
    .filter((key) => demand[key] > limit[key])
    .map((key) => `${Math.ceil(demand[key] * 10) / 10} of ${key}, but the quota gives ${limit[key]}`);
}

const nothing: Demand = { cpu: 0, memoryGiB: 0, storageGiB: 0 };

const demandOf = ({ count, containers, volumes }: PodGroup): Demand => ({
  cpu: count * sum(containers.map((resources) => cpus(resources?.requests?.cpu))),
  memoryGiB: count * sum(containers.map((resources) => gibibytes(resources?.limits?.memory))),
  storageGiB: count * sum(volumes.map((size) => gibibytes(size))),
});

const add = (a: Demand, b: Demand): Demand => ({
  cpu: a.cpu + b.cpu,
  memoryGiB: a.memoryGiB + b.memoryGiB,
  storageGiB: a.storageGiB + b.storageGiB,
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const cpus = (text = '0'): number => (text.endsWith('m') ? Number(text.slice(0, -1)) / 1000 : Number(text));

const units: Readonly<Record<string, number>> = { Mi: 1 / 1024, Gi: 1, Ti: 1024 };

const gibibytes = (text = '0Gi'): number => Number(text.slice(0, -2)) * (units[text.slice(-2)] ?? 0);
