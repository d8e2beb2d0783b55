import type { PathStep } from '../problem';
import { findingIf, type Finding } from '../finding';

/** Speed of a gp3 volume, and its size where it is known. */
interface Disk {
  readonly sizeGiB?: number;
  /** I/O operations a second. */
  readonly iops: number;
  readonly throughputMiBps: number;
}

/**
 * What EC2 refuses of a gp3 volume at `path`, minutes after it was asked for. Source: Amazon EBS user guide, "General
 * Purpose SSD volumes": 0.25 MiB a second for each I/O operation, 500 of these for each GiB, 3,000 whatever the size.
 */
export function diskFindings({ sizeGiB, iops, throughputMiBps }: Disk, path: readonly PathStep[]): readonly Finding[] {
  return [
    ...findingIf(
      throughputMiBps > iops / 4,
      [...path, 'throughputMiBps'],
      `is more than a quarter of ${iops} I/O operations, which EC2 refuses`,
      `write at most ${Math.floor(iops / 4)}, or raise iops to ${throughputMiBps * 4}`,
    ),
    ...(sizeGiB === undefined ? [] : volumeSizeFindings(sizeGiB, iops, [...path, 'iops'])),
  ];
}

/** What EC2 refuses of the size of a volume that is to have so many I/O operations; `path` is of what must change. */
export const volumeSizeFindings = (sizeGiB: number, iops: number, path: readonly PathStep[]): readonly Finding[] =>
  findingIf(
    iops > Math.max(baseline, operationsPerGiB * sizeGiB),
    path,
    `${iops} I/O operations are more than ${operationsPerGiB} for each of ${sizeGiB} GiB, which EC2 refuses`,
    `a volume of that speed has at least ${Math.ceil(iops / operationsPerGiB)} GiB`,
  );

const operationsPerGiB = 500;
const baseline = 3000;
