import type { ClaimPattern } from './claim-patterns';
import type { DiskClass } from './disk-class';

/** An EBS volume of the cluster, as EC2 describes it. */
export interface Disk {
  readonly volumeId: string;
  /** Namespace of the PersistentVolumeClaim for which the volume was made; `claim` is its name. */
  readonly namespace: string;
  readonly claim: string;
  readonly sizeGiB: number;
  readonly iops: number;
  readonly throughputMiBps: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** A volume that differs from its storage class, and the values that it should have. */
export interface DiskChange {
  readonly disk: Disk;
  readonly storageClass: string;
  /** IOPS and throughput, always both, because EC2 changes them in one call. Left out if both are right. */
  readonly figures?: { readonly iops: number; readonly throughputMiBps: number };
  /** Tags to set: those that are missing or have another value. */
  readonly tags: Readonly<Record<string, string>>;
}

/** The comparison of all volumes of an environment with their storage classes. */
export interface DiskChanges {
  readonly changes: readonly DiskChange[];
  /** Volumes for which neither claim nor tags name a known storage class. */
  readonly unknown: readonly Disk[];
}

/**
 * Compares volumes with the storage classes that their claims should have. Kubernetes changes neither the class of a
 * claim nor a volume that a class has made, so without this comparison new values of a class, or a new class of a
 * claim, would never reach an existing volume. If the claim of a volume is not known by name, the volume belongs to the
 * class whose tags it has.
 */
export function diskChanges(
  disks: readonly Disk[],
  classes: readonly DiskClass[],
  claims: readonly ClaimPattern[],
): DiskChanges {
  const changes: DiskChange[] = [];
  const unknown: Disk[] = [];
  for (const disk of disks) {
    const wanted = classByClaim(disk, classes, claims) ?? classes.find(({ tags }) => has(disk, tags));
    if (wanted === undefined) unknown.push(disk);
    else changes.push(...toChanges(disk, wanted));
  }
  return { changes, unknown };
}

function classByClaim(
  { namespace, claim }: Disk,
  classes: readonly DiskClass[],
  claims: readonly ClaimPattern[],
): DiskClass | undefined {
  const found = claims.find((each) => each.namespace === namespace && each.named.test(claim));
  return classes.find(({ name }) => name === found?.storageClass);
}

const has = (disk: Disk, tags: Readonly<Record<string, string>>): boolean =>
  Object.entries(tags).every(([key, value]) => disk.tags[key] === value);

function toChanges(disk: Disk, wanted: DiskClass): readonly DiskChange[] {
  const figures = possible(wanted, disk.sizeGiB);
  const right = figures.iops === disk.iops && figures.throughputMiBps === disk.throughputMiBps;
  const tags = Object.fromEntries(Object.entries(wanted.tags).filter(([key, value]) => disk.tags[key] !== value));
  if (right && Object.keys(tags).length === 0) return [];
  return [{ disk, storageClass: wanted.name, ...(right ? {} : { figures }), tags }];
}

/**
 * The values of a class, limited to what a gp3 volume of the size allows. Source: the EBS user guide, "General Purpose
 * SSD volumes": 500 I/O operations a second for each GiB, but at least 3,000 in any case; 0.25 MiB a second for each
 * I/O operation a second.
 */
function possible({ iops, throughputMiBps }: DiskClass, sizeGiB: number): NonNullable<DiskChange['figures']> {
  const most = Math.min(iops, Math.max(3000, 500 * sizeGiB));
  return { iops: most, throughputMiBps: Math.min(throughputMiBps, Math.floor(most / 4)) };
}
