/**
 * Prices of a network load balancer in us-east-1 in US dollars, as of May 2026. Sources: aws.amazon.com/elasticloadbalancing/pricing,
 * and aws.amazon.com/vpc/pricing for public IPv4 addresses.
 */
const prices = {
  balancerHour: 0.0225,
  addressHour: 0.005,
  /** For 1 GB in the hour, 800 new TCP connections or 400 new UDP flows a second, whichever is most. */
  capacityUnitHour: 0.006,
} as const;

/** Hours of a month in AWS's own calculations. */
const hours = 730;

/** US dollars that a network load balancer with an address in each of `zones` zones costs in a month, without traffic. */
export const balancerMonth = (zones: number): number =>
  Math.ceil(hours * (prices.balancerHour + zones * prices.addressHour));

/** US dollars for a capacity unit that is in use for a month. */
export const capacityUnitMonth = Math.ceil(hours * prices.capacityUnitHour);
