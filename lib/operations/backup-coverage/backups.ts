/** An EBS volume of the cluster, with the tags that the CSI driver wrote. */
export interface LiveVolume {
  readonly arn: string;
  /** `<namespace>/<claim>` that it was made for, from the driver's tags. */
  readonly claim: string;
  /** Value of the tag `commons-platform/backup`. */
  readonly backup: string | undefined;
  readonly createdAt: Date;
}

/** A completed recovery point of AWS Backup. */
export interface RecoveryPoint {
  /** ARN of the resource of which it is a copy. */
  readonly of: string;
  readonly createdAt: Date;
}

/** Backups in AWS. Each function throws AwsCallError when AWS does not answer. */
export interface Backups {
  /** Resource types that AWS Backup is switched on for in the environment's region, such as `EBS`. */
  readonly kindsSwitchedOn: () => Promise<readonly string[]>;
  /** EBS volumes that the cluster's CSI driver made for claims. */
  readonly volumes: (infraId: string) => Promise<readonly LiveVolume[]>;
  /** Completed recovery points of a vault that were made after `since`. */
  readonly recoveryPoints: (vault: string, region: string, since: Date) => Promise<readonly RecoveryPoint[]>;
  /** Names of the folders directly below the prefix, which ends with a slash. */
  readonly foldersBelow: (bucket: string, prefix: string) => Promise<readonly string[]>;
}
