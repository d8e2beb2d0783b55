/** A machine image (AMI) as EC2 describes it. */
export interface MachineImage {
  readonly imageId: string;
  readonly name: string;
  /** Number of the account that published it. */
  readonly owner: string;
  /** `x86_64` or `arm64`. */
  readonly architecture: string;
  /**
   * `available`, or a state in which no machine can start from it: `pending`, `disabled`, `deregistered`, `failed` and
   * others.
   */
  readonly state: string;
  /** `hvm` or `paravirtual`. */
  readonly virtualization: string;
  /** `ebs` or `instance-store`. */
  readonly rootDevice: string;
  /** Name of the device of its root volume, such as `/dev/sda1`. */
  readonly rootDeviceName: string;
  /** Whether the image supports enhanced networking (ENA), which all current instance types need. */
  readonly enhancedNetworking: boolean;
  /** Date from which AWS no longer lists the image, such as `2027-01-30`; machines can still start from it. */
  readonly deprecatedFrom?: string;
}

/**
 * Machine images in the region of an environment, deprecated and disabled ones included. Each function throws
 * AwsCallError when AWS does not answer.
 */
export interface MachineImageCatalog {
  /** Images with a name that the account `owner` published. */
  named(owner: string, name: string): Promise<readonly MachineImage[]>;
  /** Images by id; ids that do not exist, or that this account may not see, are left out. */
  withIds(imageIds: readonly string[]): Promise<readonly MachineImage[]>;
}
