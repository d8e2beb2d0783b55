import { blocksOverlap } from './address-blocks';

/** Blocks of which no machine has an address, each with what it is for. Source: IANA's special-purpose address registries. */
const machinelessBlocks: Readonly<Record<string, string>> = {
  '0.0.0.0/8': 'an address of this network alone',
  '127.0.0.0/8': 'a loopback address',
  '169.254.0.0/16': 'a link-local address',
  '224.0.0.0/4': 'a multicast address',
  '240.0.0.0/4': 'a reserved address',
  '::/8': 'a reserved address',
  'fe80::/10': 'a link-local address',
  'ff00::/8': 'a multicast address',
};

/** What addresses of a block are for instead of machines; undefined if machines have them. */
export const machinelessUse = (block: string): string | undefined =>
  Object.entries(machinelessBlocks).find(([other]) => blocksOverlap(other, block))?.[1];
