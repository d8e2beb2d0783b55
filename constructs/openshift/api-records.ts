import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import type { ApiLoadBalancer } from './api-load-balancer';

type Alias = Pick<ApiLoadBalancer, 'dnsName' | 'hostedZoneId'>;

export interface ApiRecordsProps {
  readonly clusterDomain: string;
  readonly publicZoneId: string;
  readonly privateZoneId: string;
  readonly internal: Alias;
  /** None where nobody outside the VPC reaches the API. */
  readonly external?: Alias;
}

/**
 * The names of the API. In the VPC `api` is the internal balancer: whoever is inside neither goes through NAT nor needs to
 * be let in. `api-int`, where machines fetch their configuration, is known there alone.
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
          // There is no other record to answer with.
          evaluateTargetHealth: false,
        },
      });
    if (external !== undefined) add('PublicApi', 'api', publicZoneId, external);
    add('PrivateApi', 'api', privateZoneId, internal);
    add('PrivateApiInternal', 'api-int', privateZoneId, internal);
  }
}
