/** Keys of tags by which a machine knows its disks, and by which its role may attach them. */
export const hostTags = {
  /** Name of the machine, on the machine itself and on its disks; name of the host, on its security group. */
  host: 'commons-platform/host',
  /** Folder on which a disk is mounted. */
  path: 'commons-platform/path',
} as const;
