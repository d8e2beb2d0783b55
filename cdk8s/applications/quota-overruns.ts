import { podAmount } from '../../model/workloads/pod-amount';
import { podGroups, type PodGroup } from '../../model/workloads/pod-groups';
import { toMebibytes, toMilliCpu } from '../../model/workloads/quantity';
import type { KubernetesObject } from '../../model/formats/kubernetes-object';
import { resolveQuota, type Quota, type QuotaClass } from '../tenancy/quota-class';
import { sum } from '../../model/sum';

/**
 * Returns a text for each resource of which a tenant's objects request more than its quota gives, like `12 of memoryGiB, but the
 * quota gives 8`. In the cluster, some pods would never start. A quota also has room for the new pod that a rollout starts first:
 * otherwise the first rollout waits for ever. Jobs do not count meanwhile, because they end.
 */
export function quotaOverruns(quota: QuotaClass, manifests: readonly KubernetesObject[]): readonly string[] {
  const limit = resolveQuota(quota);
  const groups = podGroups(manifests);
  return quotaKeys.flatMap((key) => {
    const says = (demand: number, when = '') =>
      `${Math.ceil(demand * 10) / 10} of ${key}${when}, but the quota gives ${limit[key]}`;
    const all = sum(groups.map((group) => group.count * eachPod(group)[key]));
    if (isMore(all, limit[key])) return [says(all)];
    const lasting = sum(groups.filter(lasts).map((group) => group.count * eachPod(group)[key]));
    const [largest] = groups
      .map((group) => ({ workload: group.workload, demand: group.surge * eachPod(group)[key] }))
      .toSorted((one, other) => other.demand - one.demand);
    return largest !== undefined && isMore(lasting + largest.demand, limit[key])
      ? [says(lasting + largest.demand, ` while a new pod of ${largest.workload} takes the place of an old one`)]
      : [];
  });
}

const quotaKeys = ['cpu', 'memoryGiB', 'storageGiB', 'pods'] as const satisfies readonly (keyof Quota)[];

/** Sums of fractions differ from the exact ones by less than a thousandth of what a quota counts. */
const isMore = (demand: number, limit: number): boolean => demand > limit + 1e-6;

const eachPod = (group: PodGroup): Quota => ({
  cpu: podAmount(group, (resources) => cpus(resources?.requests?.cpu)),
  memoryGiB: podAmount(group, (resources) => gibibytes(resources?.limits?.memory)),
  storageGiB: sum(group.volumes.map(({ size }) => gibibytes(size))),
  // A claim beside pods is a group without containers.
  pods: group.containers.length === 0 ? 0 : 1,
});

const lasts = ({ workload }: PodGroup): boolean => !/^(Cron)?Job\//.test(workload);

const cpus = (quantity = '0'): number => toMilliCpu(quantity) / 1000;

const gibibytes = (quantity = '0'): number => toMebibytes(quantity) / 1024;
