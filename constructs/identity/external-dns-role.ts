import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { WorkloadRole } from './workload-role';
import { everyResource } from './wildcard-patterns';

export interface ExternalDnsRoleProps {
  readonly roleName: string;
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  /** Public hosted zone. */
  readonly publicZone: { readonly id: string; readonly name: string };
  /** Private hosted zone of the cluster's domain, which only the VPC resolves. */
  readonly privateZone: { readonly id: string; readonly name: string };
}

/**
 * IAM role with which external-dns keeps records in the hosted zones of the cluster. It may change neither ACME
 * challenges nor the names of the API and the routers, because stacks and other operators keep those. Sources:
 * openshift/external-dns-operator:assets/iam_policy.json, pkg/operator/controller/externaldns/pod.go for the tokens'
 * audience.
 */
export class ExternalDnsRole extends WorkloadRole {
  constructor(scope: Construct, id: string, { roleName, issuer, publicZone, privateZone }: ExternalDnsRoleProps) {
    const resources = [publicZone.id, privateZone.id].map((zoneId) => `arn:aws:route53:::hostedzone/${zoneId}`);
    const domain = privateZone.name;
    super(scope, id, {
      roleName,
      description: 'external-dns: records of the zones of the cluster',
      issuer,
      audience: 'openshift',
      serviceAccounts: ['routes', 'services'].map((instance) => ({
        namespace: 'external-dns-operator',
        name: `external-dns-${instance}`,
      })),
      statements: [
        new PolicyStatement({
          actions: ['route53:ChangeResourceRecordSets'],
          resources,
          conditions: {
            'ForAllValues:StringEquals': {
              'route53:ChangeResourceRecordSetsRecordTypes': ['A', 'AAAA', 'CNAME', 'TXT'],
            },
            'ForAllValues:StringNotLike': {
              'route53:ChangeResourceRecordSetsNormalizedRecordNames': [
                '_acme-challenge.*',
                `*.acme.${publicZone.name}`,
                ...['api', 'api-int', 'apps', '*.apps'].map((host) => `${host}.${domain}`),
              ],
            },
          },
        }),
        new PolicyStatement({
          actions: ['route53:ListResourceRecordSets', 'route53:ListTagsForResource', 'route53:ListTagsForResources'],
          resources,
        }),
        new PolicyStatement({ actions: ['route53:ListHostedZones'], resources: ['*'] }),
      ],
      wildcards: { because: 'Route 53 lists all hosted zones or none.', beyond: [everyResource] },
    });
  }
}
