/** Keys of tags by which a machine knows what is its own, and by which its role may take it. */
export const hostTags = {
  /** Name of the machine, on the machine itself and on its disks; name of the host, on its security group. */
  host: 'commons-platform/host',
  /** Folder on which a disk is mounted. */
  path: 'commons-platform/path',
  /** Name of the bastion, on its security group. */
  bastion: 'commons-platform/bastion',
  /** Name of a pair of gateways, on its machines, their interfaces, and the address that they hand on. */
  gateway: 'commons-platform/gateway',
} as const;
