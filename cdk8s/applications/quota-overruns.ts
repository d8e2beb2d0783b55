import { podAmount } from '../../model/workloads/pod-amount';
import { podGroups, type PodGroup } from '../../model/workloads/pod-groups';
import { toMebibytes, toMilliCpu } from '../../model/workloads/quantity';
import type { KubernetesObject } from '../../model/formats/kubernetes-object';
import { resolveQuota, type Quota, type QuotaClass } from '../tenancy/quota-class';
import { sum } from '../../model/sum';

/** Sum of the resources that objects request, in the units of a quota. */
export type Demand = Omit<Quota, 'pods'>;

/**
 * Returns a text for each resource of which a tenant's objects request more than its quota gives, like `12 of memoryGiB, but the
 * quota gives 8`. In the cluster, some pods would never start.
 */
export function quotaOverruns(quota: QuotaClass, manifests: readonly KubernetesObject[]): readonly string[] {
  const limit = resolveQuota(quota);
  const demand = podGroups(manifests).map(toDemand).reduce(add, nothing);
  return (['cpu', 'memoryGiB', 'storageGiB'] as const)
    .filter((key) => demand[key] > limit[key])
    .map((key) => `${Math.ceil(demand[key] * 10) / 10} of ${key}, but the quota gives ${limit[key]}`);
}

const nothing: Demand = { cpu: 0, memoryGiB: 0, storageGiB: 0 };

const toDemand = (group: PodGroup): Demand => ({
  cpu: group.count * podAmount(group, (resources) => cpus(resources?.requests?.cpu)),
  memoryGiB: group.count * podAmount(group, (resources) => gibibytes(resources?.limits?.memory)),
  storageGiB: group.count * sum(group.volumes.map(({ size }) => gibibytes(size))),
});

const add = (a: Demand, b: Demand): Demand => ({
  cpu: a.cpu + b.cpu,
  memoryGiB: a.memoryGiB + b.memoryGiB,
  storageGiB: a.storageGiB + b.storageGiB,
});

const cpus = (quantity = '0'): number => toMilliCpu(quantity) / 1000;

const gibibytes = (quantity = '0'): number => toMebibytes(quantity) / 1024;
