/** How much one pod of Discourse may use. */
export type DiscourseSize = 'small' | 'medium' | 'large';

interface PodAmounts {
  /** Processes that answer requests, or threads that work off jobs. */
  readonly parallel: number;
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu: string; readonly memory: string };
}

/** A process takes 300 to 500 MiB once it is warm, most of which it does not share. */
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

/** What the pods of each part may use. */
export const discourseSizes = { web, jobs } as const;
