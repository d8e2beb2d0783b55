/** A machine image as EC2 describes it, in EC2's words. */
export interface MachineImage {
  readonly imageId: string;
  readonly name: string;
  /** Account that published it. */
  readonly owner: string;
  /** `x86_64` or `arm64`. */
  readonly architecture: string;
  /** `available`, or why it cannot be started: `pending`, `disabled`, `deregistered`, `failed`, … */
  readonly state: string;
  /** `hvm` or `paravirtual`. */
  readonly virtualization: string;
  /** `ebs` or `instance-store`. */
  readonly rootDevice: string;
  /** Whether it has the driver of the network card that all machines of today have. */
  readonly enhancedNetworking: boolean;
  /** Day from which on AWS no longer lists it, `2027-01-30`; machines can still be started from it. */
  readonly deprecatedFrom?: string;
}

/** What there is to ask about machine images in the region of an environment. Deprecated and disabled ones count. */
export interface MachineImageCatalog {
  /** Images of one name that an account published. */
  named(owner: string, name: string): Promise<readonly MachineImage[]>;
  /** Images by id; those that are not there, or not for this account, are left out. */
  withIds(imageIds: readonly string[]): Promise<readonly MachineImage[]>;
}
