/**
 * Instance families whose limit of EBS volumes depends on the size and is not shared with network interfaces and NVMe
 * disks. Source: kubernetes-sigs/aws-ebs-csi-driver, pkg/cloud/volume_limits.go. Graviton families are not in that
 * file, so they count like older machines.
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

/** Attachments of a Nitro machine, which volumes, network interfaces and NVMe disks of the instance share. */
const sharedAttachments = 28;

/** EBS volumes of a bare-metal machine. */
const bareMetalVolumes = 31;

/**
 * Number of EBS volumes that pods can have on a machine of `type`: the limit of EC2 without the root volume. Where the
 * limit is shared, it is also without the NVMe disks and, except on bare metal, without the one network interface that
 * OpenShift uses.
 */
export function volumeAttachments(type: string): number {
  const [family = '', size = ''] = type.split('.');
  const dedicated = dedicatedFamilies.has(family) ? dedicatedBySize.get(size) : undefined;
  const root = 1;
  if (dedicated !== undefined) return dedicated - root;
  if (size.startsWith('metal')) return bareMetalVolumes - root - disksInside(family, size);
  return sharedAttachments - 1 - root - disksInside(family, size);
}

/**
 * Number of NVMe disks of an instance (instance store). Source: the EC2 user guide, "Instance store volumes"; the same
 * file of the driver has them too.
 */
function disksInside(family: string, size: string): number {
  if (!/^(i4i|i4g|im4gn)$|^[cmr]\d+[a-z]*d$/.test(family)) return 0;
  const times = Number(/^(\d+)xlarge$/.exec(size)?.[1] ?? (size.startsWith('metal') ? 32 : 1));
  if (family.startsWith('i')) return times >= 32 ? 8 : times >= 16 ? 4 : times >= 8 ? 2 : 1;
  return times >= 12 ? 2 : 1;
}
