import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

export interface KeycloakFirewallProps {
  /** Name of the rules, unique in account and region. */
  readonly name: string;
  readonly balancerArn: string;
  /** Requests from one address in five minutes, from which on it is refused. */
  readonly requestsPerAddress: number;
  /** Whether a CDN tells in a header who is asking. */
  readonly behindCdn: boolean;
}

/**
 * AWS's own rules before Keycloak's balancer, and a limit for each address. Rules that a login by OpenID Connect breaks by what it is
 * only count: it carries addresses in its parameters, also of a person's own machine, and is long.
 */
export class KeycloakFirewall extends Construct {
  constructor(scope: Construct, id: string, props: KeycloakFirewallProps) {
    super(scope, id);
    const { name, balancerArn } = props;
    const acl = new CfnWebACL(this, 'Rules', {
      name,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visible(name),
      rules: [
        limit(props),
        ...managed.map(({ rules, counted }, index) => ({
          name: rules,
          priority: index + 1,
          overrideAction: { none: {} },
          visibilityConfig: visible(rules),
          statement: {
            managedRuleGroupStatement: {
              vendorName: 'AWS',
              name: rules,
              ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
            },
          },
        })),
      ],
    });
    new CfnWebACLAssociation(this, 'Association', { resourceArn: balancerArn, webAclArn: acl.attrArn });
    const log = new CfnLogGroup(this, 'Log', { logGroupName: `aws-waf-logs-${name}`, retentionInDays: 90 });
    log.applyRemovalPolicy(RemovalPolicy.RETAIN);
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      logDestinationConfigs: [log.attrArn],
      // Codes of logins are in the one, sessions and clients' secrets in the others.
      redactedFields: [
        { queryString: {} },
        ...['cookie', 'authorization'].map((header) => ({ singleHeader: { Name: header } })),
      ],
    });
  }
}

/** Source: AWS WAF Developer Guide, "AWS Managed Rules rule groups list". */
const managed = [
  { rules: 'AWSManagedRulesAmazonIpReputationList', counted: [] },
  { rules: 'AWSManagedRulesKnownBadInputsRuleSet', counted: [] },
  {
    rules: 'AWSManagedRulesCommonRuleSet',
    counted: [
      'SizeRestrictions_QUERYSTRING',
      'SizeRestrictions_COOKIE_HEADER',
      'GenericRFI_QUERYARGUMENTS',
      'GenericRFI_BODY',
    ],
  },
] as const;

const visible = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
});

const limit = ({ requestsPerAddress, behindCdn }: KeycloakFirewallProps): CfnWebACL.RuleProperty => ({
  name: 'requests-per-address',
  priority: 0,
  action: { block: {} },
  visibilityConfig: visible('requests-per-address'),
  statement: {
    rateBasedStatement: {
      limit: requestsPerAddress,
      ...(behindCdn
        ? {
            aggregateKeyType: 'FORWARDED_IP',
            forwardedIpConfig: { headerName: 'X-Forwarded-For', fallbackBehavior: 'MATCH' },
          }
        : { aggregateKeyType: 'IP' }),
    },
  },
});
