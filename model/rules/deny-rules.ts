import { blocksOverlap, prefixLength } from '../address-blocks';
import { specialPurposeBlocks } from '../data/special-purpose-blocks';
import { familyFor } from '../deny-slots';
import type { Facts } from '../facts';
import { findingIf, type Finding } from '../finding';
import { slotsPerFamily } from '../schema/edge';
import type { EnvironmentFile } from './findings';

/** Prefix lengths of the largest blocks that anybody owns alone. */
export const widestOfOne = { IPv4: 8, IPv6: 16 } as const;

/** Blocks from which no packet of the internet comes. */
const notOnTheInternet = [...specialPurposeBlocks, '::/8'] as const;

/** Blocks that the emergency list must leave alone, each with what it is. */
export interface KeptBlock {
  readonly block: string;
  readonly what: string;
  readonly remedy: string;
}

/** Everything whose packets an environment needs, or that denies nobody. */
export function keptBlocks({ network, edge }: EnvironmentFile, facts: Partial<Facts>): readonly KeptBlock[] {
  const cdn = 'none' in edge.cdn ? [] : [...edge.cdn.ranges.ipv4, ...edge.cdn.ranges.ipv6];
  return [
    {
      block: network.block,
      what: `contains addresses of our own network ${network.block}`,
      remedy: 'deny only blocks of others',
    },
    ...edge.peers.map(({ block }, index) => ({
      block,
      what: `contains addresses of edge.peers[${index}], ${block}`,
      remedy: 'take the peer out first if it does harm',
    })),
    ...cdn.map((block) => ({
      block,
      what: `contains addresses of the CDN, ${block}, by which everybody comes`,
      remedy: 'deny the caller at the CDN: only the CDN sees who it is',
    })),
    ...(facts.natAddresses ?? []).map((address) => ({
      block: `${address}/32`,
      what: `contains ${address}, from which the cluster itself calls out`,
      remedy: 'deny only blocks of others',
    })),
    ...notOnTheInternet
      .filter((block) => !blocksOverlap(block, network.block))
      .map((block) => ({
        block,
        what: `contains addresses of ${block}, from which nothing comes by the internet`,
        remedy: 'deny the public addresses of the one who does harm',
      })),
  ];
}

/** What is wrong with denying a block, whatever else is denied. */
export const denialFindings = (
  block: string,
  environment: EnvironmentFile,
  facts: Partial<Facts>,
  path: Finding['path'],
): readonly Finding[] => {
  const family = familyFor(block);
  const kept = keptBlocks(environment, facts).find((each) => blocksOverlap(each.block, block));
  const wide = prefixLength(block) < widestOfOne[family];
  return [
    ...(kept === undefined || (wide && kept.block !== environment.network.block)
      ? []
      : [{ path, reason: kept.what, remedy: kept.remedy }]),
    ...findingIf(
      wide,
      path,
      `is wider than /${widestOfOne[family]}, and would drop a good part of the internet`,
      'deny the blocks of the one who does harm',
    ),
    ...findingIf(
      family === 'IPv6' && environment.network.addressFamily === 'ipv4',
      path,
      'is an IPv6 block, but the network has no IPv6',
      'remove it: no such packet can arrive',
    ),
  ];
};

/** The emergency list of an environment file: each slot once, no block twice, nothing that the environment needs. */
export function deniedFindings(environment: EnvironmentFile, facts: Partial<Facts>): readonly Finding[] {
  const { denied } = environment.edge;
  return denied.flatMap(({ block, slot }, index) => {
    const at = ['edge', 'denied', index];
    const family = familyFor(block);
    const before = denied.slice(0, index);
    const twin = before.findIndex((other) => blocksOverlap(other.block, block));
    const taken = before.findIndex((other) => other.slot === slot && familyFor(other.block) === family);
    return [
      ...findingIf(
        taken !== -1,
        [...at, 'slot'],
        `slot ${slot} of ${family} is that of edge.denied[${taken}]`,
        freeSlotRemedy(denied.filter((other) => familyFor(other.block) === family).map((other) => other.slot)),
      ),
      ...denialFindings(block, environment, facts, [...at, 'block']),
      ...findingIf(
        twin !== -1,
        [...at, 'block'],
        `overlaps edge.denied[${twin}].block`,
        'keep the larger of the two blocks',
      ),
    ];
  });
}

function freeSlotRemedy(taken: readonly number[]): string {
  const free = Array.from({ length: slotsPerFamily }, (_, index) => index + 1).find((slot) => !taken.includes(slot));
  return free === undefined
    ? 'join blocks or deny them at the CDN: a network ACL has no room for more'
    : `write a free one, such as ${free}`;
}

/** Warnings for entries whose last day is before `today`, a day like 2026-11-21. */
export const expiredDenials = ({ edge }: EnvironmentFile, name: string, today: string): readonly Finding[] =>
  edge.denied.flatMap(({ until, block }, index) =>
    findingIf(
      until < today,
      ['edge', 'denied', index, 'until'],
      `was the last day on which ${block} is denied, and it still is`,
      `take it out: commons edge expire ${name}; or set a later day`,
    ),
  );
