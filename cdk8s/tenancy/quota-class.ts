/** A class of quota, or a tenant's own figures with the reason for them. */
export type QuotaClass =
  | 'small'
  | 'medium'
  | 'large'
  | {
      readonly cpu: number;
      readonly memoryGiB: number;
      readonly storageGiB: number;
      /** @default as many as `large` has */
      readonly pods?: number;
      readonly because: string;
    };

/** What all containers and volumes of a tenant may use together, as its ResourceQuota says. */
export interface Quota {
  /** Sum of the CPU requests. */
  readonly cpu: number;
  /** Sum of the memory limits, in GiB. */
  readonly memoryGiB: number;
  /** Sum of the sizes of volumes, in GiB. */
  readonly storageGiB: number;
  readonly pods: number;
}

const classes = {
  small: { cpu: 2, memoryGiB: 8, storageGiB: 60, pods: 20 },
  medium: { cpu: 4, memoryGiB: 16, storageGiB: 200, pods: 40 },
  large: { cpu: 12, memoryGiB: 48, storageGiB: 600, pods: 80 },
} as const satisfies Readonly<Record<string, Quota>>;

/** Returns the figures of a class, or the tenant's own ones, with as many pods as `large` has where they say none. */
export const resolveQuota = (quota: QuotaClass): Quota =>
  typeof quota === 'string' ? classes[quota] : { ...quota, pods: quota.pods ?? classes.large.pods };
