/** Who may call an origin that is behind a CDN, besides the machines of its own network. */
export interface OriginCallers {
  /** Blocks from which the CDN calls. */
  readonly cdn: readonly string[];
  /** Blocks of people and machines that come past the CDN. */
  readonly peers: readonly string[];
}

/** Key in the metadata of a VPC: its `OriginCallers`. A VPC without a CDN in front of it has none. */
export const originCallersMetadata = 'commons-platform/origin-callers';
