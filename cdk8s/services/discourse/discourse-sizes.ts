/** Size of a pod of Discourse. */
export type DiscourseSize = 'small' | 'medium' | 'large';

interface PodAmounts {
  /** Number of web processes, or of threads for background jobs. */
  readonly parallel: number;
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu: string; readonly memory: string };
}

/** Resources of web pods. A warm process uses 300 to 500 MiB, most of it not shared with others. */
const web: Readonly<Record<DiscourseSize, PodAmounts>> = {
  small: { parallel: 2, requests: { cpu: '250m', memory: '1Gi' }, limits: { cpu: '2', memory: '2Gi' } },
  medium: { parallel: 4, requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '4', memory: '4Gi' } },
  large: { parallel: 8, requests: { cpu: '2', memory: '4Gi' }, limits: { cpu: '8', memory: '8Gi' } },
};

const jobs: Readonly<Record<DiscourseSize, PodAmounts>> = {
  small: { parallel: 5, requests: { cpu: '100m', memory: '768Mi' }, limits: { cpu: '1', memory: '2Gi' } },
  medium: { parallel: 8, requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '2', memory: '3Gi' } },
  large: { parallel: 16, requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '2', memory: '4Gi' } },
};

/** Resources of the pods of each part, by size. */
export const discourseSizes = { web, jobs } as const;
