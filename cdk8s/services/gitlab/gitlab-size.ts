/**
 * Size of an installation, by the requests a second, API, web and Git together, that it answers at the busiest time: 100, 200,
 * 500 and 1,000.
 */
export type GitLabSize = 'S' | 'M' | 'L' | 'XL';

/** Pods of a part, fewest and most. */
export interface PodRange {
  readonly minimum: number;
  readonly maximum: number;
}

/** What an installation of a size is made of. */
export interface GitLabSizing {
  readonly webservice: PodRange;
  readonly sidekiq: PodRange;
  /**
   * Published CPUs and GB of each Gitaly pod: those of its node minus one CPU and 2 GB. OpenShift reserves more of a node, so
   * these figures are used only if the instance type is not known.
   */
  readonly gitaly: { readonly cpus: number; readonly memoryGiB: number };
}

/**
 * The published figures. Pods of `webservice` and `sidekiq` have the same resources in each size; only their number grows.
 * Source: gitlabhq/gitlabhq:doc/administration/reference_architectures/cloud_native.md.
 */
export const gitlabSizing: Readonly<Record<GitLabSize, GitLabSizing>> = {
  S: {
    webservice: { minimum: 6, maximum: 9 },
    sidekiq: { minimum: 8, maximum: 12 },
    gitaly: { cpus: 7, memoryGiB: 30 },
  },
  M: {
    webservice: { minimum: 14, maximum: 21 },
    sidekiq: { minimum: 16, maximum: 24 },
    gitaly: { cpus: 15, memoryGiB: 62 },
  },
  L: {
    webservice: { minimum: 28, maximum: 42 },
    sidekiq: { minimum: 32, maximum: 48 },
    gitaly: { cpus: 31, memoryGiB: 126 },
  },
  XL: {
    webservice: { minimum: 56, maximum: 84 },
    sidekiq: { minimum: 64, maximum: 96 },
    gitaly: { cpus: 63, memoryGiB: 254 },
  },
};

/** Puma in a web pod: its workers, of which each has a CPU, and the threads of each. */
export const puma = { workers: 4, threads: 4 } as const;

/** Jobs that the process of a Sidekiq pod works on at the same time. */
export const sidekiqConcurrency = 20;
