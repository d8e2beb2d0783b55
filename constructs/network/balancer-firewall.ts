import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnIPSet, CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** Groups of managed rules that a web ACL applies. Source: AWS WAF Developer Guide, "AWS Managed Rules rule groups list". */
const managedGroups = [
  'AWSManagedRulesAmazonIpReputationList',
  'AWSManagedRulesKnownBadInputsRuleSet',
  'AWSManagedRulesCommonRuleSet',
] as const;

export interface BalancerFirewallProps {
  /** Name of the web ACL, unique in account and region. */
  readonly name: string;
  readonly balancerArn: string;
  /** Requests from one address in five minutes above which the address is blocked. */
  readonly requestsPerAddress: number;
  /** Whether a CDN is in front of the load balancer, which overwrites `X-Forwarded-For`. */
  readonly behindCdn: boolean;
  /**
   * Host that the load balancer accepts from certain IPv4 blocks only, from which people then reach it without the CDN; requests to
   * the host pass before all other rules.
   * @default no host is special
   */
  readonly administration?: { readonly host: string; readonly from: readonly string[] };
  /** Managed rules that only count, because requests of the service look like what they block, by their group. */
  readonly counted: Readonly<Partial<Record<(typeof managedGroups)[number], readonly string[]>>>;
  /** ARN of the KMS key of the log; its policy must let CloudWatch Logs use it. */
  readonly logKeyArn: string;
}

/**
 * AWS WAF in front of an application load balancer: AWS's managed rules, and a limit of requests for each address. It logs every request,
 * without query strings, cookies and authorization.
 *
 * @example
 * new BalancerFirewall(this, 'Firewall', {
 *   name: 'production-directory',
 *   balancerArn: balancer.ref,
 *   requestsPerAddress: 2000,
 *   behindCdn: false,
 *   counted: {},
 *   logKeyArn: key.keyArn,
 * });
 */
export class BalancerFirewall extends Construct {
  constructor(scope: Construct, id: string, props: BalancerFirewallProps) {
    super(scope, id);
    const { name, balancerArn } = props;
    const acl = new CfnWebACL(this, 'Rules', {
      name,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visible(name),
      rules: [
        ...(props.administration === undefined ? [] : [administration(props.administration.host)]),
        limit(props),
        ...this.pastTheCdn(props),
        ...managedGroups.map((rules, index) => ({
          name: rules,
          priority: index + 3,
          overrideAction: { none: {} },
          visibilityConfig: visible(rules),
          statement: {
            managedRuleGroupStatement: {
              vendorName: 'AWS',
              name: rules,
              ruleActionOverrides: (props.counted[rules] ?? []).map((rule) => ({
                name: rule,
                actionToUse: { count: {} },
              })),
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
   * Blocks logins from the blocks of the administration that bypass the CDN: such a client could write any address into `X-Forwarded-For`,
   * and so evade the limit.
   */
  private pastTheCdn({ name, behindCdn, administration: past }: BalancerFirewallProps): CfnWebACL.RuleProperty[] {
    if (!behindCdn || past === undefined || past.from.length === 0) return [];
    const addresses = new CfnIPSet(this, 'PastTheCdn', {
      name: `${name}-past-the-cdn`,
      scope: 'REGIONAL',
      ipAddressVersion: 'IPV4',
      addresses: [...past.from],
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

const limit = ({ requestsPerAddress, behindCdn }: BalancerFirewallProps): CfnWebACL.RuleProperty => ({
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
