import ipaddr from 'ipaddr.js';
import { blocksOverlap, prefixLength } from '../address-blocks';
import { specialPurposeBlocks } from '../data/special-purpose-blocks';
import { familyFor } from '../deny-slots';
import { isWithin } from '../domain-names';
import { findingIf, repeatFindings, type Finding } from '../finding';
import { ownPublicNames } from '../looked-up-names';
import type { Tenant } from '../tenant';
import { widestOfOne } from './deny-rules';
import type { EnvironmentFile } from './findings';

type Cdn = Exclude<EnvironmentFile['edge']['cdn'], { readonly none: string }>;

const families = ['ipv4', 'ipv6'] as const;

/** The CDN: a name and addresses that are its own, and ranges that are neither ours nor the whole internet. */
export function cdnFindings(environment: EnvironmentFile, tenants: readonly Tenant[]): readonly Finding[] {
  const { cdn } = environment.edge;
  if ('none' in cdn) return [];
  return [
    ...nameFindings(cdn, environment, tenants),
    ...headerFindings(cdn),
    ...families.flatMap((family) => rangeFindings(cdn.ranges[family], ['edge', 'cdn', 'ranges', family], environment)),
    ...families.flatMap((family) =>
      addressFindings(cdn.apexAddresses?.[family] ?? [], ['edge', 'cdn', 'apexAddresses', family], environment),
    ),
  ];
}

/** Hosts are aliases of this name, so it is none of them, and no name that the environment would have to make. */
function nameFindings(
  { canonicalName: name }: Cdn,
  environment: EnvironmentFile,
  tenants: readonly Tenant[],
): readonly Finding[] {
  const { domains, cluster } = environment;
  const path = ['edge', 'cdn', 'canonicalName'];
  const remedy = 'write the name that the CDN gives, like commons.global.cdn.example';
  const host = ownPublicNames(environment, tenants).find((each) => each.name === name);
  if (host !== undefined) {
    return [{ path, reason: `is a host of this environment (${host.why}), which would be an alias of itself`, remedy }];
  }
  return [
    ...findingIf(domains.includes(name), path, 'is a registered domain of this environment, and not the CDN’s', remedy),
    ...findingIf(
      isWithin(name, cluster.baseDomain),
      path,
      `is below ${cluster.baseDomain}, where only the cluster has names`,
      remedy,
    ),
  ];
}

/** Headers with a meaning of their own. Source: RFC 9110 and RFC 6265. */
const otherHeaders: readonly string[] = [
  'authorization',
  'connection',
  'content-length',
  'content-type',
  'cookie',
  // It has more in it than an address: RFC 7239.
  'forwarded',
  'host',
  'keep-alive',
  'origin',
  'proxy-authorization',
  'referer',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
];

const headerFindings = ({ clientAddressHeader: header }: Cdn): readonly Finding[] =>
  findingIf(
    header !== undefined && otherHeaders.includes(header.toLowerCase()),
    ['edge', 'cdn', 'clientAddressHeader'],
    `is ${header ?? ''}, which means something else in HTTP`,
    'write the header in which the CDN sends the address of the client, like True-Client-IP',
  );

/** A range that is too large would make the whole internet the CDN; one of ours would let it be anybody inside. */
const rangeFindings = (
  blocks: readonly string[],
  path: Finding['path'],
  environment: EnvironmentFile,
): readonly Finding[] => [
  ...blocks.flatMap((block, index) => [
    ...findingIf(
      prefixLength(block) < widestOfOne[familyFor(block)],
      [...path, index],
      `is wider than /${widestOfOne[familyFor(block)]}, which is too much for one CDN`,
      'write the ranges that the CDN publishes',
    ),
    ...offInternetFindings(block, [...path, index], environment),
  ]),
  ...repeatFindings(
    blocks,
    (index) => [...path, index],
    (first) => `repeats ${String(path.at(-1))}[${first}]`,
    'name each range once',
  ),
];

const addressFindings = (
  addresses: readonly string[],
  path: Finding['path'],
  environment: EnvironmentFile,
): readonly Finding[] => [
  ...addresses.flatMap((address, index) =>
    offInternetFindings(`${address}/${address.includes(':') ? 128 : 32}`, [...path, index], environment),
  ),
  ...repeatFindings(
    addresses.map((address) => ipaddr.parse(address).toString()),
    (index) => [...path, index],
    (first) => `is the address of ${String(path.at(-1))}[${first}]`,
    'name each address once',
  ),
];

function offInternetFindings(block: string, path: Finding['path'], { network }: EnvironmentFile): readonly Finding[] {
  const inside = [network.block, ...specialPurposeBlocks, '::/8'].find((other) => blocksOverlap(block, other));
  const isWide = prefixLength(block) < widestOfOne[familyFor(block)];
  return findingIf(
    inside !== undefined && !isWide,
    path,
    `has addresses of ${inside ?? ''}, ${inside === network.block ? 'our own network' : 'which are not on the internet'}`,
    'write public addresses that the CDN publishes',
  );
}
