/** vCPUs and memory of an EC2 instance type. */
export interface InstanceCapacity {
  readonly vCpus: number;
  readonly memoryMiB: number;
}

/**
 * Sizes by family, smallest first. The largest virtual size comes directly before `metal`, because `instanceCapacity`
 * reads it there. Source: the EC2 instance type pages.
 */
const sizes: Readonly<Record<string, string>> = {
  c5: 'large xlarge 2xlarge 4xlarge 9xlarge 12xlarge 18xlarge 24xlarge metal',
  'm5 r5': 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge metal',
  'c6a m6a r6a': 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge metal',
  'c6i m6i r6i i4i': 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge metal',
  'c6g c6gd m6g m6gd r6g r6gd': 'medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge metal',
  c6gn: 'medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge',
  'c7g c7gd c7gn m7g m7gd r7g r7gd': 'medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge metal',
  'c7a m7a r7a': 'medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge metal-48xl',
  'c7i m7i r7i': 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge metal-24xl metal-48xl',
  'c8g m8g r8g':
    'medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge metal-24xl metal-48xl',
  'i4g im4gn': 'large xlarge 2xlarge 4xlarge 8xlarge 16xlarge',
};

const sizesByFamily: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(sizes).flatMap(([families, list]) => families.split(' ').map((family) => [family, list.split(' ')])),
);

/** Burstable types by size: their memory has no fixed ratio to vCPUs. Source: the EC2 T3 and T4g pages. */
const burstable: ReadonlyMap<string, InstanceCapacity> = new Map([
  ['nano', { vCpus: 2, memoryMiB: 512 }],
  ['micro', { vCpus: 2, memoryMiB: 1024 }],
  ['small', { vCpus: 2, memoryMiB: 2048 }],
  ['medium', { vCpus: 2, memoryMiB: 4096 }],
  ['large', { vCpus: 2, memoryMiB: 8192 }],
  ['xlarge', { vCpus: 4, memoryMiB: 16384 }],
  ['2xlarge', { vCpus: 8, memoryMiB: 32768 }],
]);

/** Capacity of a machine of `type`; undefined when the family is unknown or has no such size. */
export function instanceCapacity(type: string): InstanceCapacity | undefined {
  const [family = '', size = ''] = type.split('.');
  if (/^t(3a?|4g)$/.test(family)) return burstable.get(size);

  const known = sizesByFamily.get(family) ?? [];
  if (!known.includes(size)) return undefined;
  // Plain `metal` is the whole host, and so is the largest virtual size.
  const vCpus = processors(size === 'metal' ? (known.at(-2) ?? '') : size);
  return { vCpus, memoryMiB: vCpus * memoryGiBPerProcessor(family) * 1024 };
}

/**
 * vCPUs of a size: `<n>xlarge` and `metal-<n>xl` have n times the 4 vCPUs of `xlarge`. Source: the EC2 instance type
 * pages.
 */
function processors(size: string): number {
  const [, times] = /^(?:metal-)?(\d+)xl/.exec(size) ?? [];
  const named = { medium: 1, large: 2, xlarge: 4 };
  return times === undefined ? (Object.entries(named).find(([name]) => name === size)?.[1] ?? 0) : 4 * Number(times);
}

/** GiB of memory for each vCPU: 2 in compute families, 4 in general ones and `im`, 8 in memory and storage families. */
const memoryGiBPerProcessor = (family: string): number =>
  family.startsWith('c') ? 2 : family.startsWith('m') || family.startsWith('im') ? 4 : 8;

/**
 * Larger types of the same generation and processor manufacturer, smallest first: larger sizes of the same family, and
 * families with more memory for each vCPU. Bare metal is left out.
 */
export function largerTypes(type: string): readonly string[] {
  const [family = ''] = type.split('.');
  const own = instanceCapacity(type);
  const kinds = ['c', 'm', 'r'];
  const families = kinds.includes(family.slice(0, 1))
    ? kinds.slice(kinds.indexOf(family.slice(0, 1))).map((kind) => `${kind}${family.slice(1)}`)
    : [family];
  if (own === undefined) return [];
  return families
    .flatMap((each) => (sizesByFamily.get(each) ?? []).map((size) => `${each}.${size}`))
    .flatMap((name) => {
      const capacity = name.includes('metal') ? undefined : instanceCapacity(name);
      return capacity === undefined ? [] : [{ name, capacity }];
    })
    .filter(
      ({ capacity: { vCpus, memoryMiB } }) =>
        vCpus >= own.vCpus && memoryMiB >= own.memoryMiB && vCpus + memoryMiB > own.vCpus + own.memoryMiB,
    )
    .sort((a, b) => a.capacity.vCpus - b.capacity.vCpus || a.capacity.memoryMiB - b.capacity.memoryMiB)
    .map(({ name }) => name);
}
