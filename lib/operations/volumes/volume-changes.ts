import type { ClaimPattern } from './claim-patterns';
import type { DiskClass } from './disk-class';

/** A disk of the environment as EC2 has it. */
export interface Disk {
  readonly volumeId: string;
  /** Claim that it was made for. */
  readonly namespace: string;
  readonly claim: string;
  readonly sizeGiB: number;
  readonly iops: number;
  readonly throughputMiBps: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** What a disk should be like and is not. */
export interface DiskChange {
  readonly disk: Disk;
  readonly storageClass: string;
  /** Both figures, since EC2 takes them together; none if they are right. */
  readonly figures?: { readonly iops: number; readonly throughputMiBps: number };
  /** Tags that are missing or have another value. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What is to be done about the disks of an environment. */
export interface DiskChanges {
  readonly changes: readonly DiskChange[];
  /** Of no class that is known, by their claim or by their tags. */
  readonly unknown: readonly Disk[];
}

/**
 * Compares disks with the classes that their claims should have. A claim keeps its class for good, and a class what it
 * made, so both a class with new figures and a claim with a new class only reach a disk this way. A disk whose claim is
 * not known by name has the class whose tags it carries.
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
 * What a gp3 disk of a size can do of what its class asks for. Source: the EBS user guide, "General Purpose SSD volumes":
 * 3,000 I/O operations a second at any size, 500 for each GiB beyond; 0.25 MiB a second for each of them.
 */
function possible({ iops, throughputMiBps }: DiskClass, sizeGiB: number): NonNullable<DiskChange['figures']> {
  const most = Math.min(iops, Math.max(3000, 500 * sizeGiB));
  return { iops: most, throughputMiBps: Math.min(throughputMiBps, Math.floor(most / 4)) };
}
