/** CDNs whose lists are known. */
export const cdnNames = ['fastly', 'cloudflare'] as const;

/** A list of the addresses from which a CDN calls the origin, as the CDN publishes it. */
export interface CdnRangeList {
  readonly url: string;
  /** Where the lists of blocks are in the JSON; `lines` for a text with a block on each line. */
  readonly lists: readonly (readonly string[])[] | 'lines';
}

/**
 * Published lists by CDN. Sources: Fastly, "Accessing Fastly's IP ranges"; Cloudflare API, "Cloudflare IPs". CloudFront's and bunny.net's
 * ranges do not fit into a security group.
 */
export const cdnRangeLists: Readonly<Record<(typeof cdnNames)[number], CdnRangeList>> = {
  fastly: { url: 'https://api.fastly.com/public-ip-list', lists: [['addresses'], ['ipv6_addresses']] },
  cloudflare: {
    url: 'https://api.cloudflare.com/client/v4/ips',
    lists: [
      ['result', 'ipv4_cidrs'],
      ['result', 'ipv6_cidrs'],
    ],
  },
};
