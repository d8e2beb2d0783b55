import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnIPSet, CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

export interface KeycloakFirewallProps {
  /** Name of the web ACL, unique in account and region. */
  readonly name: string;
  readonly balancerArn: string;
  /** Requests from one address in five minutes above which the address is blocked. */
  readonly requestsPerAddress: number;
  /** Whether a CDN is in front of the load balancer, which overwrites `X-Forwarded-For`. */
  readonly behindCdn: boolean;
  /** IPv4 blocks that reach the administration, and so also the load balancer without the CDN. */
  readonly adminFrom: readonly string[];
  /** Host name of the administration; the load balancer accepts it from `adminFrom` only. */
  readonly adminHost: string;
  /** ARN of the KMS key of the log; its policy must let CloudWatch Logs use it. */
  readonly logKeyArn: string;
}

/**
 * AWS WAF in front of Keycloak's load balancer: AWS's managed rules, and a limit of requests for each address. Managed
 * rules that an OpenID Connect login breaks only count: a login is long, and has addresses in its parameters, also of a
 * person's own machine. Requests to the administration pass before all other rules, because imports send whole realms,
 * in hundreds of requests from one address.
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
        administration(props.adminHost),
        limit(props),
        ...this.pastTheCdn(props),
        ...managed.map(({ rules, counted }, index) => ({
          name: rules,
          priority: index + 3,
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
    const log = new CfnLogGroup(this, 'Log', {
      logGroupName: firewallLog(name),
      retentionInDays: 90,
      kmsKeyId: props.logKeyArn,
    });
    log.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      logDestinationConfigs: [log.attrArn],
      // The query string has authorization codes, the headers have sessions and clients' secrets.
      redactedFields: [
        { queryString: {} },
        ...['cookie', 'authorization'].map((header) => ({ singleHeader: { Name: header } })),
      ],
    });
  }

  /**
   * Blocks logins from `adminFrom` that bypass the CDN: such a client could write any address into `X-Forwarded-For`,
   * and so evade the limit.
   */
  private pastTheCdn({ name, behindCdn, adminFrom }: KeycloakFirewallProps): CfnWebACL.RuleProperty[] {
    if (!behindCdn || adminFrom.length === 0) return [];
    const addresses = new CfnIPSet(this, 'PastTheCdn', {
      name: `${name}-past-the-cdn`,
      scope: 'REGIONAL',
      ipAddressVersion: 'IPV4',
      addresses: [...adminFrom],
    });
    return [
      {
        name: 'past-the-cdn',
        priority: 2,
        action: { block: {} },
        visibilityConfig: visible('past-the-cdn'),
        statement: { ipSetReferenceStatement: { arn: addresses.attrArn } },
      },
    ];
  }
}

/** Name of the log group of the web ACL `name`; AWS WAF demands the prefix. */
export const firewallLog = (name: string): string => `aws-waf-logs-${name}`;

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

const administration = (host: string): CfnWebACL.RuleProperty => ({
  name: 'administration',
  priority: 0,
  action: { allow: {} },
  visibilityConfig: visible('administration'),
  statement: {
    byteMatchStatement: {
      fieldToMatch: { singleHeader: { Name: 'host' } },
      positionalConstraint: 'EXACTLY',
      searchString: host,
      textTransformations: [{ priority: 0, type: 'LOWERCASE' }],
    },
  },
});

const limit = ({ requestsPerAddress, behindCdn }: KeycloakFirewallProps): CfnWebACL.RuleProperty => ({
  name: 'requests-per-address',
  priority: 1,
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
