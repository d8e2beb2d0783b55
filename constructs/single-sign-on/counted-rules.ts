import type { BalancerFirewallProps } from '../network/balancer-firewall';

/**
 * Managed rules that a login by OpenID Connect breaks: it is long, and has addresses in its parameters, also of a person's own machine.
 */
export const countedRules: BalancerFirewallProps['counted'] = {
  AWSManagedRulesCommonRuleSet: [
    'SizeRestrictions_QUERYSTRING',
    'SizeRestrictions_COOKIE_HEADER',
    'GenericRFI_QUERYARGUMENTS',
    'GenericRFI_BODY',
  ],
};
