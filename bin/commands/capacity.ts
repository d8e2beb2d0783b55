import type { PodResources } from '../../model/machine-capacity';
import type { Finding } from '../../model/finding';
import type { CapacityReport, PoolReport } from '../../lib/operations/capacity/report';
import { computeCapacity } from '../compute-capacity';
import { environmentFile } from '../environment-file';
import { home } from '../home';
import { homeKinds } from '../home-kinds';
import { loadedEnvironment } from '../loaded-environment';
import { table } from '../table';

/**
 * Prints what the machines of an environment offer, what its workloads request, and which pods do not fit. The exit code is 1
 * when a pod of the platform does not fit.
 */
export async function capacity(name: string, { json }: { readonly json: boolean }): Promise<void> {
  const loaded = loadedEnvironment(name);
  const { findings, warnings, report } = await computeCapacity(loaded, homeKinds());
  const file = environmentFile(name);
  const said = ({ path, reason, remedy }: Finding) => file.problem(path, reason, remedy);
  if (json) {
    const all = { ...report, problems: findings.map(said), warnings: warnings.map(said) };
    console.log(JSON.stringify(all, null, 2));
  } else {
    print(report);
    for (const finding of warnings) console.log(`warning: ${home.describe(said(finding))}`);
    for (const finding of findings) console.log(home.describe(said(finding)));
    console.log(
      `${name}: ${findings.length === 0 ? 'all pods of the platform fit' : `${findings.length} pools are too small`}`,
    );
  }
  if (findings.length > 0) process.exitCode = 1;
}

function print({ pools, largest, unknown }: CapacityReport): void {
  const resources = [
    ['CPUs', ({ milliCpu }: PodResources) => Math.floor(milliCpu / 100) / 10],
    ['memory, GiB', ({ memoryMiB }: PodResources) => Math.floor(memoryMiB / 102.4) / 10],
    ['pods', ({ pods: count }: PodResources) => count],
    ['volumes', ({ volumes }: PodResources) => volumes],
  ] as const;
  for (const [what, of] of resources) {
    const rows = pools.map((pool): (string | number)[] => [
      pool.pool,
      machines(pool),
      of(pool.offered),
      of(pool.asked),
      of(pool.free),
      of(pool.freeWithOneFewer),
    ]);
    console.log(`${table([what, 'machines', 'offered', 'asked', 'free', 'with one fewer'], rows)}\n`);
  }
  const rows = largest.map(({ workload, pods, milliCpu, memoryMiB, volumes, pools: on }): (string | number)[] => [
    workload,
    pods,
    milliCpu / 1000,
    Math.ceil(memoryMiB / 102.4) / 10,
    volumes,
    on.join(', '),
  ]);
  console.log(`${table(['largest workloads', 'pods', 'CPUs each', 'GiB each', 'volumes', 'on'], rows)}\n`);
  for (const pool of unknown)
    console.log(`not checked: ${pool}, because this program does not know its instance types\n`);
}

const machines = ({ machines: count, instanceTypes }: PoolReport): string => `${count} ${instanceTypes.join(', ')}`;
