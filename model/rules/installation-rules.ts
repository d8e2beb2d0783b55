import ipaddr from 'ipaddr.js';
import { clusterInternalBlocks } from '../data/cluster-internal-blocks';
import { findingIf, type Finding } from '../finding';
import type { EnvironmentFile } from './findings';

/** Findings for settings with which an installation would fail, and that no other rule checks. */
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
    ...(proxy === undefined ? [] : proxyFindings(proxy)),
  ];
}

function proxyFindings(proxy: NonNullable<EnvironmentFile['cluster']['proxy']>): readonly Finding[] {
  const addresses = Object.entries({ http: proxy.http, ...(proxy.https !== undefined && { https: proxy.https }) });
  return [
    ...addresses.flatMap(([key, url]) => {
      const path = ['cluster', 'proxy', key];
      const inside = findBlock(url, Object.keys(clusterInternalBlocks));
      return [
        ...findingIf(
          inside !== undefined,
          path,
          `is in ${inside ?? ''}, which the cluster uses inside`,
          'name a proxy that machines reach before there is a cluster',
        ),
        ...findingIf(
          findBlock(url, nobodysBlocks) !== undefined || /\/\/(.*\.)?localhost:/.test(url),
          path,
          'leads to no other machine: each would look for the proxy on itself',
          'name a proxy that all machines reach, by its address in the VPC or its name',
        ),
      ];
    }),
    ...proxy.except.flatMap((each, index) =>
      findingIf(
        each.endsWith('/0'),
        ['cluster', 'proxy', 'except', index],
        'is every address, so nothing would go through the proxy',
        'name the blocks that machines reach directly, or leave cluster.proxy out',
      ),
    ),
  ];
}

/** Blocks that are no other machine's: this host, loopback, link-local, multicast and reserved. Source: RFC 6890; RFC 1112. */
const nobodysBlocks = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'] as const;

/** The first of the blocks in which the host of an address lies, if it is an address itself. */
function findBlock(url: string, blocks: readonly string[]): string | undefined {
  const host = /^https?:\/\/([0-9.]+):/.exec(url)?.[1] ?? '';
  if (!ipaddr.IPv4.isValidFourPartDecimal(host)) return undefined;
  const address = ipaddr.IPv4.parse(host);
  return blocks.find((block) => address.match(ipaddr.IPv4.parseCIDR(block)));
}
