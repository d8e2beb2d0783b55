import ipaddr from 'ipaddr.js';

/**
 * Use of a subnet: `public` has load balancers and NAT gateways, `private` has the nodes of the cluster, `hosts` has
 * machines that do not belong to the cluster, `directory` has the replicas of the directory alone.
 */
export type SubnetTier = 'private' | 'public' | 'hosts' | 'directory';

/** A subnet as planned. */
export interface PlannedSubnet {
  readonly tier: SubnetTier;
  readonly zone: string;
  readonly ipv4Block: string;
  /** Index of its /64 in the VPC's /56, when the VPC has IPv6. */
  readonly ipv6Index: number;
}

/** For zone letters a to h: each has an eighth of the VPC's block reserved, whether the zone is used or not. */
const zoneBits = 3;

/**
 * Part of a zone's eighth that a tier gets: the eighth is halved `bits` times, and `position` is the index of the
 * piece. Positions never change, so a new tier moves no subnet; the last eighth is still free.
 */
const tierParts: Readonly<
  Record<SubnetTier, { readonly bits: number; readonly position: number; readonly ipv6: number }>
> = {
  private: { bits: 1, position: 0, ipv6: 0 },
  public: { bits: 3, position: 4, ipv6: 1 },
  hosts: { bits: 3, position: 5, ipv6: 2 },
  directory: { bits: 3, position: 6, ipv6: 3 },
};

const ipv6SubnetsPerZone = 32;

/**
 * Returns a subnet of `vpcBlock` (a /16 to /20) for each zone and tier. The block of a subnet depends only on
 * `vpcBlock`, the zone's letter and the tier, so adding or removing zones and tiers moves no other subnet.
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
