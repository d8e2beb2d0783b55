/** A class of quota, or figures of a tenant's own. */
export type QuotaClass =
  | 'small'
  | 'medium'
  | 'large'
  | { readonly cpu: number; readonly memoryGiB: number; readonly storageGiB: number; readonly because: string };

/** What all containers and volumes of a tenant may use together. */
export interface Quota {
  /** CPUs requested. */
  readonly cpu: number;
  /** GiB of memory by limit. */
  readonly memoryGiB: number;
  /** GiB of all volumes. */
  readonly storageGiB: number;
  readonly pods: number;
}

const classes = {
  small: { cpu: 2, memoryGiB: 8, storageGiB: 60, pods: 20 },
  medium: { cpu: 4, memoryGiB: 16, storageGiB: 200, pods: 40 },
  large: { cpu: 12, memoryGiB: 48, storageGiB: 600, pods: 80 },
} as const satisfies Readonly<Record<string, Quota>>;

/** The figures behind a class; own figures come with as many pods as a large tenant has. */
export const resolveQuota = (quota: QuotaClass): Quota =>
  typeof quota === 'string' ? classes[quota] : { ...quota, pods: classes.large.pods };
