import { slotsPerFamily } from './schema/edge';

/** Family of an address, as AWS names it. */
export type AddressFamily = 'IPv4' | 'IPv6';

/** The family of an address or of a block of addresses. */
export const familyFor = (block: string): AddressFamily => (block.includes(':') ? 'IPv6' : 'IPv4');

/** A place of the emergency deny list: an entry of the network ACL that always exists. */
export interface DenySlot {
  readonly family: AddressFamily;
  /** Counted from 1, in its family. */
  readonly slot: number;
  /** Number of the entry in the ACL; both families share the numbers. */
  readonly ruleNumber: number;
  /** Block whose packets are dropped. */
  readonly block: string;
}

/**
 * The block of a slot that denies nobody: addresses for documentation, which no packet on the internet has (RFC 5737, RFC 3849), one for
 * each slot, so that no two entries of the ACL are alike.
 */
export const idleBlock = (family: AddressFamily, slot: number): string =>
  family === 'IPv4' ? `203.0.113.${240 + slot}/32` : `2001:db8:ffff::${slot.toString(16)}/128`;

const firstRule: Readonly<Record<AddressFamily, number>> = { IPv4: 1, IPv6: 31 };

/** A slot with a block in it. */
export const denySlot = (family: AddressFamily, slot: number, block: string): DenySlot => ({
  family,
  slot,
  ruleNumber: firstRule[family] + slot - 1,
  block,
});

/** All slots of a network, each with what the environment file denies there, or else with its idle block. */
export function denySlots(
  denied: readonly Pick<DenySlot, 'block' | 'slot'>[],
  addressFamily: 'ipv4' | 'dual-stack',
): readonly DenySlot[] {
  const families: readonly AddressFamily[] = addressFamily === 'ipv4' ? ['IPv4'] : ['IPv4', 'IPv6'];
  return families.flatMap((family) =>
    Array.from({ length: slotsPerFamily }, (_, index) => {
      const slot = index + 1;
      const entry = denied.find((each) => each.slot === slot && familyFor(each.block) === family);
      return denySlot(family, slot, entry?.block ?? idleBlock(family, slot));
    }),
  );
}
