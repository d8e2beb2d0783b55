/** A disk as EC2 and the driver of the cluster describe it. */
export interface LiveVolume {
  readonly arn: string;
  /** `<namespace>/<claim>` that it was made for, from the driver's tags. */
  readonly claim: string;
  /** Value of the tag `commons-platform/backup`. */
  readonly backup: string | undefined;
  readonly createdAt: Date;
}

/** A recovery point that is complete. */
export interface RecoveryPoint {
  /** ARN of what it is a copy of. */
  readonly of: string;
  readonly createdAt: Date;
}

/** What AWS knows of backups. Each question throws AwsCallError when it is not answered. */
export interface Backups {
  /** Kinds of resources for which AWS Backup works in the environment's region, as `EBS`. */
  readonly kindsSwitchedOn: () => Promise<readonly string[]>;
  /** Disks that the cluster's driver made for claims. */
  readonly volumes: (infraId: string) => Promise<readonly LiveVolume[]>;
  /** Complete recovery points of a vault that were made since. */
  readonly recoveryPoints: (vault: string, region: string, since: Date) => Promise<readonly RecoveryPoint[]>;
  /** Names of the folders right below the prefix, which ends with a slash. */
  readonly foldersBelow: (bucket: string, prefix: string) => Promise<readonly string[]>;
}
