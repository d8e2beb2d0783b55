/** What is the same in all charts of an environment; building blocks read it from their chart. */
export interface ChartContext {
  /** AWS region of the cluster, and of the buckets and secrets that it uses. */
  readonly region: string;
  readonly addresses: ClusterAddresses;
  /** Address of the page that says what to do for each alert, without an anchor. */
  readonly runbookUrl: string;
  /**
   * Digests of images.
   * @default none are known
   */
  readonly images?: ImageSource;
}

/** Address blocks that rules to the world outside have to know. */
export interface ClusterAddresses {
  /** Block of the machines, the VPC's. */
  readonly machines: string;
  /** Blocks used inside the cluster. */
  readonly internal: readonly string[];
}

/** Where a chart finds the digests of its images. */
export interface ImageSource {
  /** The image with its digest, or as it is written while none is known. */
  pinned(reference: string): string;
}
