import ipaddr from 'ipaddr.js';

/**
 * What the machines in a subnet are for: `public` holds load balancers and NAT gateways, `private` the nodes of the
 * cluster, `hosts` machines that are not the cluster's.
 */
export type SubnetTier = 'private' | 'public' | 'hosts';

/** One subnet to be. */
export interface PlannedSubnet {
  readonly tier: SubnetTier;
  readonly zone: string;
  readonly ipv4Block: string;
  /** Which /64 of the VPC's /56 it gets when the VPC has IPv6. */
  readonly ipv6Index: number;
}

/** Zone letters a to h: each owns an eighth of the VPC for good, whether it is used or not. */
const zoneBits = 3;

/**
 * A tier's part of a zone's eighth: `bits` says how often the eighth is halved, `position` which of the pieces it is.
 * Positions never change, so a tier can be added and no subnet moves; the last quarter is still free.
 */
const tierParts: Readonly<
  Record<SubnetTier, { readonly bits: number; readonly position: number; readonly ipv6: number }>
> = {
  private: { bits: 1, position: 0, ipv6: 0 },
  public: { bits: 3, position: 4, ipv6: 1 },
  hosts: { bits: 3, position: 5, ipv6: 2 },
};

const ipv6SubnetsPerZone = 32;

/**
 * Cuts `vpcBlock` (a /16 to /20) into one subnet per zone and tier. A subnet depends on the VPC's block, the zone's
 * letter and the tier alone, so zones and tiers can come and go without moving another.
 */
export function planSubnets(
  vpcBlock: string,
  zones: readonly string[],
  tiers: readonly SubnetTier[],
): readonly PlannedSubnet[] {
  const [address, vpcPrefix] = ipaddr.IPv4.parseCIDR(vpcBlock);
  const start = address.toByteArray().reduce((number, byte) => number * 256 + byte, 0);
  return tiers.flatMap((tier) =>
    zones.map((zone) => {
      const letter = zone.charCodeAt(zone.length - 1) - 'a'.charCodeAt(0);
      const { bits, position, ipv6 } = tierParts[tier];
      const prefix = vpcPrefix + zoneBits + bits;
      const offset = letter * 2 ** (32 - vpcPrefix - zoneBits) + position * 2 ** (32 - prefix);
      return {
        tier,
        zone,
        ipv4Block: `${dotted(start + offset)}/${prefix}`,
        ipv6Index: letter * ipv6SubnetsPerZone + ipv6,
      };
    }),
  );
}

const dotted = (number: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
