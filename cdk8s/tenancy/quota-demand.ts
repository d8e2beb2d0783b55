import type { Manifest } from '../base/manifest';
import { archiverResources } from '../base/postgres-backup';
import { quotaOf, type Quota, type QuotaClass } from './quota-class';

/** What objects ask for, in the units of a quota. */
export type Demand = Omit<Quota, 'pods'>;

interface Resources {
  readonly requests?: Readonly<Record<string, string>>;
  readonly limits?: Readonly<Record<string, string>>;
}

interface PodTemplate {
  readonly spec: { readonly containers: readonly { readonly resources?: Resources }[] };
}

/** The parts of a manifest that cost quota; everything else is free. */
interface Costly {
  readonly replicas?: number;
  readonly instances?: number;
  readonly template?: PodTemplate;
  readonly resources?: Resources;
  /** A database that is backed up has a container for it beside each instance. */
  readonly plugins?: readonly unknown[];
  readonly storage?: { readonly size: string };
  readonly walStorage?: { readonly size: string };
}

/**
 * Where a tenant's objects ask for more than its quota gives, as `amount of what, but limit`. In the cluster the same
 * mistake shows as pods that never start.
 */
export function overdrafts(quota: QuotaClass, manifests: readonly Manifest[]): readonly string[] {
  const limit = quotaOf(quota);
  const demand = manifests.map(demandOf).reduce(add, nothing);
  return (['cpu', 'memoryGiB', 'storageGiB'] as const)
    .filter((key) => demand[key] > limit[key])
    .map((key) => `${Math.ceil(demand[key] * 10) / 10} of ${key}, but the quota gives ${limit[key]}`);
}

const nothing: Demand = { cpu: 0, memoryGiB: 0, storageGiB: 0 };

function demandOf({ kind, spec }: Manifest & { readonly spec?: Costly }): Demand {
  if (spec === undefined) return nothing;
  switch (kind) {
    case 'Deployment':
      return times(podDemand(spec.template), spec.replicas ?? 1);
    case 'Pooler':
      return times(podDemand(spec.template), spec.instances ?? 1);
    case 'Cluster': {
      const storageGiB = gibibytes(spec.storage?.size) + gibibytes(spec.walStorage?.size);
      const archiver = spec.plugins === undefined ? nothing : containerDemand(archiverResources);
      return times(
        [containerDemand(spec.resources), archiver, { ...nothing, storageGiB }].reduce(add),
        spec.instances ?? 1,
      );
    }
    case 'PersistentVolumeClaim':
      return { ...nothing, storageGiB: gibibytes(spec.resources?.requests?.storage) };
    default:
      return nothing;
  }
}

const podDemand = (template: PodTemplate | undefined): Demand =>
  (template?.spec.containers ?? []).map(({ resources }) => containerDemand(resources)).reduce(add, nothing);

const containerDemand = (resources: Resources | undefined): Demand => ({
  cpu: cpus(resources?.requests?.cpu),
  memoryGiB: gibibytes(resources?.limits?.memory),
  storageGiB: 0,
});

const add = (a: Demand, b: Demand): Demand => ({
  cpu: a.cpu + b.cpu,
  memoryGiB: a.memoryGiB + b.memoryGiB,
  storageGiB: a.storageGiB + b.storageGiB,
});

const times = (demand: Demand, count: number): Demand => ({
  cpu: demand.cpu * count,
  memoryGiB: demand.memoryGiB * count,
  storageGiB: demand.storageGiB * count,
});

const cpus = (text = '0'): number => (text.endsWith('m') ? Number(text.slice(0, -1)) / 1000 : Number(text));

const units: Readonly<Record<string, number>> = { Mi: 1 / 1024, Gi: 1, Ti: 1024 };

const gibibytes = (text = '0Gi'): number => Number(text.slice(0, -2)) * (units[text.slice(-2)] ?? 0);
