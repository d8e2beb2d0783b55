import type { Environment } from '../../../model/environment';
import type { PathStep } from '../../../model/problem';
import type { Finding } from '../../../model/finding';
import { poolSize } from '../../../model/pool-size';
import { toMachines } from './machines';
import { pack, toPods, type Packing } from './pack';
import { poolRemedy, type PoolRemedy } from './remedy';
import { admittingPools, type Evaluation, type Shortfall } from './shortfalls';
import type { Workload } from './workload';

/** Findings for pods of the platform that do not fit, at the pool that is too small, with a size that would be large enough. */
export const capacityFindings = (
  environment: Environment,
  workloads: readonly Workload[],
  { shortfalls }: Evaluation,
): readonly Finding[] =>
  shortfalls
    // A pool that is too small with all machines is also too small during a drain, and reported once.
    .filter(
      ({ pool, when }) =>
        when === 'always' || !shortfalls.some((other) => other.when === 'always' && other.pool === pool),
    )
    .map((shortfall) => toFinding(shortfall, environment, workloads));

function toFinding(shortfall: Shortfall, environment: Environment, workloads: readonly Workload[]): Finding {
  const { pool, when, pods } = shortfall;
  const lost = `${pods.length} of the platform’s pods: ${named(pods)}`;
  const path = poolPath(environment, pool);
  if (pool === undefined) {
    return {
      path,
      reason: `no pool takes ${lost}`,
      remedy: 'declare a pool with the labels that they select, and without taints that they do not tolerate',
    };
  }
  const declared = environment.cluster.pools.find(({ name }) => name === pool);
  const machines = declared === undefined ? 0 : poolSize(declared, 'maximum');
  const fewer = when === 'always' ? '' : ' while one of them is drained';
  return {
    path,
    reason: `${pool} has ${machines} machines, and has no place${fewer} for ${lost}`,
    remedy: spoken(poolRemedy(environment, shortfall, workloads), declared?.size),
  };
}

const poolPath = ({ cluster }: Environment, pool: string | undefined): readonly PathStep[] => {
  const index = cluster.pools.findIndex(({ name }) => name === pool);
  return index === -1 ? ['cluster', 'pools'] : ['cluster', 'pools', index];
};

function spoken(
  { size, instanceType }: PoolRemedy,
  declared: number | { readonly minimum: number } | undefined,
): string {
  const more =
    size === undefined
      ? []
      : [typeof declared === 'object' ? `size: { minimum: ${declared.minimum}, maximum: ${size} }` : `size: ${size}`];
  const larger = instanceType === undefined ? [] : [`instanceTypes: [${instanceType}]`];
  const ways = [...more, ...larger];
  return ways.length === 0
    ? 'no size and no larger type of its family is enough: let the pods run in another pool, or reduce their requests'
    : `write ${ways.join(', or ')}; commons capacity shows the sums`;
}

/** The three largest workloads among the pods, with the requests of one pod. */
function named(pods: Packing['unplaced']): string {
  const workloads = [...new Set(pods.map(({ pod }) => pod.workload))];
  const shown = [...workloads].sort((a, b) => b.ask.memoryMiB - a.ask.memoryMiB).slice(0, 3);
  const texts = shown.map(
    ({ name, ask }) =>
      `${name} (${ask.milliCpu / 1000} CPUs, ${Math.ceil(ask.memoryMiB / 102.4) / 10} GiB${ask.volumes === 0 ? '' : `, ${ask.volumes} volumes`}${ask.diskMiB === 0 ? '' : `, ${Math.ceil(ask.diskMiB / 1024)} GiB of scratch folders`})`,
  );
  return `${texts.join(', ')}${workloads.length > 3 ? ` and ${workloads.length - 3} others` : ''}`;
}

/** Warnings for a reviewer: pools whose minimum is too small, and tenants whose pods do not fit. */
export function capacityWarnings(
  environment: Environment,
  workloads: readonly Workload[],
  { packing }: Evaluation,
): readonly Finding[] {
  const tenants = packing.unplaced.filter(({ pod }) => pod.workload.tenant !== undefined);
  const begun = pack(
    toMachines(environment, 'minimum'),
    toPods(
      workloads.filter(({ tenant }) => tenant === undefined),
      'least',
    ),
  );
  return [
    ...findPools(begun.unplaced, environment).flatMap(([pool, pods]) => {
      const declared = environment.cluster.pools.find(({ name }) => name === pool);
      return declared === undefined || typeof declared.size === 'number'
        ? []
        : [
            {
              path: [...poolPath(environment, pool), 'size', 'minimum'],
              reason: `${pool} starts with ${declared.size.minimum} machines, and ${pods.length} of the platform’s pods wait for the autoscaler: ${named(pods)}`,
              remedy: 'write a larger minimum, so that they can start at once',
            },
          ];
    }),
    ...findPools(tenants, environment).map(([pool, pods]) => ({
      path: poolPath(environment, pool),
      reason: `${pool ?? 'no pool'} has no place for ${pods.length} of the tenants’ pods: ${named(pods)}`,
      remedy: 'give the pool more machines, or larger ones',
    })),
  ];
}

function findPools(
  unplaced: Packing['unplaced'],
  environment: Environment,
): readonly (readonly [string | undefined, Packing['unplaced']])[] {
  const groups = new Map<string | undefined, Packing['unplaced'][number][]>();
  for (const each of unplaced) {
    const pool = admittingPools(environment, each.pod.workload)[0];
    groups.set(pool, [...(groups.get(pool) ?? []), each]);
  }
  return [...groups];
}
