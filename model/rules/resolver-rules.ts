import { blocksOverlap } from '../address-blocks';
import { isWithin } from '../domain-names';
import { clusterInternalBlocks } from '../data/cluster-internal-blocks';
import { clusterDomain } from '../environment';
import { findingIf, repeatFindings, type Finding } from '../finding';
import { nameHiddenBy, outsideNames, ownPublicNames } from '../looked-up-names';
import { machinelessUse } from '../machineless-use';
import type { PathStep } from '../problem';
import type { Tenant } from '../tenant';
import { sharesAddress } from '../wireguard';
import type { EnvironmentFile } from './findings';

const path: readonly PathStep[] = ['resolver'];

/** What must hold for name resolution between the VPC and other sites. */
export function resolverFindings(environment: EnvironmentFile, tenants: readonly Tenant[]): readonly Finding[] {
  const { resolver } = environment;
  if (resolver === undefined) return [];
  const { inbound, forward, queryLogs } = resolver;
  return [
    ...findingIf(
      inbound.length === 0 && forward.length === 0 && 'none' in queryLogs,
      path,
      'says that nobody asks, nothing is forwarded and nothing is logged',
      'leave resolver out',
    ),
    ...repeatFindings(
      inbound.map(({ block }) => block),
      (index) => [...path, 'inbound', index, 'block'],
      (first) => `repeats inbound[${first}]`,
      'name each block once',
    ),
    ...inbound.flatMap(({ block }, index) =>
      findingIf(
        blocksOverlap(block, environment.network.block),
        [...path, 'inbound', index, 'block'],
        `overlaps ${environment.network.block}, the VPC, whose machines have a resolver already`,
        'name blocks of the other site alone',
      ),
    ),
    ...inbound.flatMap(({ block }, index) =>
      strangerFindings(block, block, [...path, 'inbound', index, 'block'], environment),
    ),
    ...repeatFindings(
      forward.map(({ zone }) => zone),
      (index) => [...path, 'forward', index, 'zone'],
      (first) => `repeats forward[${first}]`,
      'name each zone once, with all its name servers',
    ),
    ...forward.flatMap(({ zone, to }, index) => [
      ...repeatFindings(
        to,
        (at) => [...path, 'forward', index, 'to', at],
        (first) => `repeats to[${first}], and Route 53 takes each address of a rule once`,
        'name each server once',
      ),
      ...ownZoneFindings(zone, [...path, 'forward', index, 'zone'], environment, tenants),
      ...to.flatMap((address, at) =>
        findingIf(
          blocksOverlap(`${address}/32`, environment.network.block),
          [...path, 'forward', index, 'to', at],
          `${address} is in the VPC: a name server there would ask the VPC’s resolver again`,
          'name a server of the other site, or make the zone one of privateZones',
        ),
      ),
      ...to.flatMap((address, at) => serverFindings(address, [...path, 'forward', index, 'to', at])),
      ...to.flatMap((address, at) =>
        strangerFindings(`${address}/32`, address, [...path, 'forward', index, 'to', at], environment),
      ),
    ]),
  ];
}

/** A server that the endpoint in the VPC does not reach, because no machine outside has the address. */
function serverFindings(address: string, at: readonly PathStep[]): readonly Finding[] {
  const block = `${address}/32`;
  const inside = Object.entries(clusterInternalBlocks).find(([own]) => blocksOverlap(own, block))?.[1];
  const use = inside === undefined ? machinelessUse(block) : `one of the cluster (${inside})`;
  return findingIf(
    use !== undefined,
    at,
    `${address} is ${use ?? ''}, where no name server of another site is`,
    'write the address of a name server of the other site',
  );
}

/** An address of the tunnel that no peer has: its gateways send packets nowhere. */
function strangerFindings(
  block: string,
  text: string,
  at: readonly PathStep[],
  { access: { wireguard } }: EnvironmentFile,
): readonly Finding[] {
  const isPeer = wireguard?.peers.some((peer) => sharesAddress(peer, block));
  return findingIf(
    wireguard !== undefined && blocksOverlap(wireguard.tunnel, block) && isPeer !== true,
    at,
    `${text} is in the tunnel, and no peer has it`,
    'write the address of a peer, or one of the networks behind it',
  );
}

/** A rule for a zone of ours would take it away from everybody in the VPC: the most specific rule or zone answers. */
function ownZoneFindings(
  zone: string,
  at: readonly PathStep[],
  environment: EnvironmentFile,
  tenants: readonly Tenant[],
): readonly Finding[] {
  const { privateZones, cluster, domains } = environment;
  const own = [...privateZones, clusterDomain({ cluster }), cluster.baseDomain];
  const taken = own.find((name) => isWithin(zone, name));
  const isDomain = domains.some((domain) => isWithin(domain, zone)) || isWithin(cluster.baseDomain, zone);
  const hidden = nameHiddenBy(zone, [...ownPublicNames(environment, tenants), ...outsideNames]);
  return [
    ...findingIf(
      taken !== undefined,
      at,
      `${zone} is in ${taken ?? ''}, which Route 53 answers for this environment`,
      'name a zone that only the other site has',
    ),
    ...findingIf(
      taken === undefined && isDomain,
      at,
      `${zone} ${domains.includes(zone) ? 'is' : 'contains'} a registered domain of this environment, whose hosts the VPC would then look for at the other site`,
      'name the zone below it that only the other site has',
    ),
    ...findingIf(
      taken === undefined && !isDomain && hidden !== undefined,
      at,
      `the VPC would look for ${hidden?.name ?? ''} (${hidden?.why ?? ''}) at the other site`,
      'name a zone that only the other site has',
    ),
  ];
}
