import { CfnResolverRule, CfnResolverRuleAssociation } from 'aws-cdk-lib/aws-route53resolver';
import type { Construct } from 'constructs';
import { QueryLogs, type QueryLogsProps } from '../../constructs/dns/query-logs';
import type { WatchedEndpoints } from '../../constructs/dns/resolver-alarms';
import { ResolverEndpoint, type ResolverPeer } from '../../constructs/dns/resolver-endpoint';
import { pascalCase } from '../../model/formats/pascal-case';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

/** A zone of another site. */
export interface ForwardedZone {
  readonly zone: string;
  readonly servers: readonly string[];
  readonly because: string;
}

export interface ResolverStackProps extends PlatformStackProps {
  readonly vpcId: string;
  /** Ids of private subnets in two zones, or of one. */
  readonly subnetIds: readonly string[];
  /** Who asks for names of the VPC; empty if nobody does. */
  readonly inbound: readonly ResolverPeer[];
  readonly forward: readonly ForwardedZone[];
  /**
   * Bucket for logs of queries.
   * @default queries are not logged
   */
  readonly queryLogs?: Pick<QueryLogsProps, 'bucketName' | 'keepDays'>;
}

/** Name resolution between the VPC and other sites. It is in the VPC's region, which the stack of the zones is not. */
export class ResolverStack extends PlatformStack {
  readonly watched: WatchedEndpoints;

  constructor(scope: Construct, id: string, props: ResolverStackProps) {
    super(scope, id, props, {
      description: 'Name resolution between the VPC and other sites',
      terminationProtection: true,
    });
    const { stackName, vpcId, subnetIds, inbound, forward, queryLogs } = props;
    const at = { vpcId, subnetIds };
    const asked =
      inbound.length === 0
        ? undefined
        : new ResolverEndpoint(this, 'Inbound', {
            ...at,
            name: `${stackName}-inbound`,
            direction: 'INBOUND',
            peers: inbound,
          });
    const asks = forward.length === 0 ? undefined : this.addForwarding(props);
    if (queryLogs !== undefined)
      new QueryLogs(this, 'QueryLogs', { ...queryLogs, name: `${stackName}-queries`, vpcId });
    this.watched = {
      ...(asked && { inbound: asked.endpointId }),
      ...(asks && { outbound: asks.endpointId }),
    };
  }

  private addForwarding({ stackName, vpcId, subnetIds, forward }: ResolverStackProps): ResolverEndpoint {
    const peers = new Map(
      forward.flatMap(({ zone, servers }) =>
        servers.map((server) => [`${server}/32`, `Name server of ${zone}`] as const),
      ),
    );
    const endpoint = new ResolverEndpoint(this, 'Outbound', {
      name: `${stackName}-outbound`,
      direction: 'OUTBOUND',
      vpcId,
      subnetIds,
      peers: [...peers].map(([block, because]) => ({ block, because })),
    });
    for (const { zone, servers, because } of forward) {
      const rule = new CfnResolverRule(this, pascalCase(`rule-${zone}`), {
        name: `${stackName}-${zone.replaceAll('.', '-')}`.slice(0, 64),
        ruleType: 'FORWARD',
        domainName: zone,
        resolverEndpointId: endpoint.endpointId,
        targetIps: servers.map((ip) => ({ ip, port: '53' })),
      });
      rule.addMetadata('commons-platform/because', because);
      new CfnResolverRuleAssociation(this, pascalCase(`association-${zone}`), {
        resolverRuleId: rule.attrResolverRuleId,
        vpcId,
      });
    }
    return endpoint;
  }
}
