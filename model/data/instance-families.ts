/** Processor architecture, as Kubernetes and Go call it. */
export type Architecture = 'amd64' | 'arm64';

/**
 * EC2 instance families that OpenShift nodes may use, with their processor architecture.
 * Source: the EC2 instance type pages; the family's attribute `g` stands for Graviton.
 */
export const instanceFamilies: ReadonlyMap<string, Architecture> = new Map<string, Architecture>([
  ['c5', 'amd64'],
  ['c6a', 'amd64'],
  ['c6g', 'arm64'],
  ['c6gd', 'arm64'],
  ['c6gn', 'arm64'],
  ['c6i', 'amd64'],
  ['c7a', 'amd64'],
  ['c7g', 'arm64'],
  ['c7gd', 'arm64'],
  ['c7gn', 'arm64'],
  ['c7i', 'amd64'],
  ['c8g', 'arm64'],
  ['i4g', 'arm64'],
  ['i4i', 'amd64'],
  ['im4gn', 'arm64'],
  ['m5', 'amd64'],
  ['m6a', 'amd64'],
  ['m6g', 'arm64'],
  ['m6gd', 'arm64'],
  ['m6i', 'amd64'],
  ['m7a', 'amd64'],
  ['m7g', 'arm64'],
  ['m7gd', 'arm64'],
  ['m7i', 'amd64'],
  ['m8g', 'arm64'],
  ['r5', 'amd64'],
  ['r6a', 'amd64'],
  ['r6g', 'arm64'],
  ['r6gd', 'arm64'],
  ['r6i', 'amd64'],
  ['r7a', 'amd64'],
  ['r7g', 'arm64'],
  ['r7gd', 'arm64'],
  ['r7i', 'amd64'],
  ['r8g', 'arm64'],
  ['t3', 'amd64'],
  ['t3a', 'amd64'],
  ['t4g', 'arm64'],
]);
