import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import type { ApiLoadBalancer } from './api-load-balancer';

type Alias = Pick<ApiLoadBalancer, 'dnsName' | 'hostedZoneId'>;

export interface ApiRecordsProps {
  readonly clusterDomain: string;
  readonly publicZoneId: string;
  readonly privateZoneId: string;
  readonly internal: Alias;
  /**
   * Alias target of the record `api` in the public zone: the external load balancer.
   * @default no public record: the API is reached from the VPC only
   */
  readonly external?: Alias;
}

/**
 * DNS records of the API. In the VPC `api` resolves to the internal load balancer, so that clients inside need neither
 * NAT nor a rule for their address. `api-int`, from which machines fetch their configuration, resolves in the VPC only.
 */
export class ApiRecords extends Construct {
  constructor(scope: Construct, id: string, props: ApiRecordsProps) {
    super(scope, id);
    const { clusterDomain, publicZoneId, privateZoneId, internal, external } = props;
    const add = (record: string, name: string, hostedZoneId: string, alias: Alias) =>
      new CfnRecordSet(this, record, {
        name: `${name}.${clusterDomain}`,
        type: 'A',
        hostedZoneId,
        aliasTarget: {
          dnsName: alias.dnsName,
          hostedZoneId: alias.hostedZoneId,
          // There is no other record that Route 53 could answer with.
          evaluateTargetHealth: false,
        },
      });
    if (external !== undefined) add('PublicApi', 'api', publicZoneId, external);
    add('PrivateApi', 'api', privateZoneId, internal);
    add('PrivateApiInternal', 'api-int', privateZoneId, internal);
  }
}
