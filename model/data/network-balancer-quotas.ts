/**
 * Quotas of a network load balancer. A machine counts as a target once for each listener, because it is in the target group of each;
 * with cross-zone balancing the zones count together.
 *
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html
 */
export const networkBalancerQuotas = {
  /** "Listeners per Network Load Balancer"; not adjustable. */
  listeners: 50,
  /** "Targets per Availability Zone per Network Load Balancer", of all zones together with cross-zone balancing; more by request. */
  targets: 500,
} as const;
