import ipaddr from 'ipaddr.js';
import { clusterInternalBlocks } from '../data/cluster-internal-blocks';
import { findingIf, type Finding } from '../finding';
import type { EnvironmentFile } from './findings';

/** What an installation could not come up with, and no other rule looks at. */
export function installationFindings({ cluster }: EnvironmentFile): readonly Finding[] {
  const { cryptography, pools, proxy } = cluster;
  return [
    ...pools.flatMap(({ name, architecture }, index) =>
      findingIf(
        cryptography === 'fips' && architecture !== 'amd64',
        ['cluster', 'pools', index, 'architecture'],
        `${name} is ${architecture}, for which OpenShift has no validated cryptography`,
        'use amd64, or write cluster.cryptography: standard',
      ),
    ),
    ...Object.entries(proxy ?? {}).flatMap(([key, value]) => {
      const inside = typeof value === 'string' ? findInternalBlock(value) : undefined;
      return findingIf(
        inside !== undefined,
        ['cluster', 'proxy', key],
        `is in ${inside ?? ''}, which the cluster uses inside`,
        'name a proxy that machines reach before there is a cluster',
      );
    }),
  ];
}

/** The block of the cluster's own networks in which the host of an address lies, if it is one. */
function findInternalBlock(url: string): string | undefined {
  const host = /^https?:\/\/([0-9.]+):/.exec(url)?.[1] ?? '';
  if (!ipaddr.IPv4.isValidFourPartDecimal(host)) return undefined;
  const address = ipaddr.IPv4.parse(host);
  return Object.keys(clusterInternalBlocks).find((block) => address.match(ipaddr.IPv4.parseCIDR(block)));
}
