/** Settings that are the same in all charts of an environment; constructs read them with `PlatformChart.of`. */
export interface ChartContext {
  /** AWS region of the cluster, and of the buckets and secrets that it uses. */
  readonly region: string;
  readonly addresses: ClusterAddresses;
  /** Address of the page that says what to do for each alert, without an anchor. */
  readonly runbookUrl: string;
  /**
   * Digests of images.
   * @default images are rendered as they are written, without a digest
   */
  readonly images?: ImageSource;
}

/** Address blocks that network policies for traffic out of the cluster need. */
export interface ClusterAddresses {
  /** CIDR block of the machines: that of the VPC. */
  readonly machines: string;
  /** CIDR blocks of the VPC's subnets with hosts and the directory, and no node. */
  readonly hosts: readonly string[];
  /** CIDR blocks of pods and services. */
  readonly internal: readonly string[];
}

/** Where a chart finds the digests of its images. */
export interface ImageSource {
  /** The image with its digest; the reference unchanged if no digest is known. */
  pinned(reference: string): string;
}
