/**
 * Families whose EBS volumes have a limit of their own, by size. Source: kubernetes-sigs/aws-ebs-csi-driver,
 * pkg/cloud/volume_limits.go; Graviton's have none there and are counted like older machines.
 */
const dedicatedFamilies: ReadonlySet<string> = new Set(['c7a', 'm7a', 'r7a', 'c7i', 'm7i', 'r7i']);

const dedicatedBySize: ReadonlyMap<string, number> = new Map([
  ...['medium', 'large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge'].map((size) => [size, 32] as const),
  ['16xlarge', 48],
  ['24xlarge', 64],
  ['32xlarge', 88],
  ['48xlarge', 128],
  ['metal-24xl', 31],
  ['metal-48xl', 79],
]);

/** Attachments of a Nitro machine: volumes, network interfaces and the disks in the machine share them. */
const sharedAttachments = 28;

/** Volumes of bare metal. */
const bareMetalVolumes = 31;

/**
 * EBS volumes that pods may have on a machine of `type`: what EC2 attaches, without the root volume, and where the limit is
 * shared without the network interface and the disks in the machine. OpenShift's network needs one interface only.
 */
export function volumeAttachments(type: string): number {
  const [family = '', size = ''] = type.split('.');
  const dedicated = dedicatedFamilies.has(family) ? dedicatedBySize.get(size) : undefined;
  const root = 1;
  if (dedicated !== undefined) return dedicated - root;
  if (size.startsWith('metal')) return bareMetalVolumes - root - disksInside(family, size);
  return sharedAttachments - 1 - root - disksInside(family, size);
}

/** NVMe disks in a machine, by size. Source: the EC2 user guide, "Instance store volumes", in the same file of the driver. */
function disksInside(family: string, size: string): number {
  if (!/^(i4i|i4g|im4gn)$|^[cmr]\d+[a-z]*d$/.test(family)) return 0;
  const times = Number(/^(\d+)xlarge$/.exec(size)?.[1] ?? (size.startsWith('metal') ? 32 : 1));
  if (family.startsWith('i')) return times >= 32 ? 8 : times >= 16 ? 4 : times >= 8 ? 2 : 1;
  return times >= 12 ? 2 : 1;
}
