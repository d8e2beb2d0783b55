/**
 * Quotas of a network load balancer. A machine counts as a target once for each listener, because it is in the target group of each;
 * with cross-zone balancing the zones count together. Source: Elastic Load Balancing user guide, "Quotas for your Network Load
 * Balancers".
 */
export const networkBalancerQuotas = {
  /** Not adjustable. */
  listeners: 50,
  targets: 500,
} as const;
