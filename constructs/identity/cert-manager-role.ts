import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { WorkloadRole } from './workload-role';

export interface CertManagerRoleProps {
  readonly roleName: string;
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  /** Public hosted zone with the TXT records of ACME challenges. */
  readonly zone: { readonly id: string; readonly name: string };
}

/**
 * IAM role with which cert-manager answers ACME DNS-01 challenges in one hosted zone. It may change TXT records only at
 * the names of challenges: those of the zone itself, and those to which `lib/operations/external-records.ts` points
 * names of other zones. The issuer (`cdk8s/platform/certificates.ts`) names the zone, so cert-manager need not list
 * zones. Source: cert-manager/website:content/docs/configuration/acme/dns01/route53.md.
 */
export class CertManagerRole extends WorkloadRole {
  constructor(scope: Construct, id: string, { roleName, issuer, zone }: CertManagerRoleProps) {
    const resources = [`arn:aws:route53:::hostedzone/${zone.id}`];
    super(scope, id, {
      roleName,
      description: 'cert-manager: answers to DNS challenges',
      issuer,
      serviceAccounts: [{ namespace: 'cert-manager', name: 'cert-manager' }],
      statements: [
        new PolicyStatement({
          actions: ['route53:ChangeResourceRecordSets'],
          resources,
          conditions: {
            'ForAllValues:StringEquals': { 'route53:ChangeResourceRecordSetsRecordTypes': 'TXT' },
            'ForAllValues:StringLike': {
              'route53:ChangeResourceRecordSetsNormalizedRecordNames': ['_acme-challenge.*', `*.acme.${zone.name}`],
            },
          },
        }),
        new PolicyStatement({ actions: ['route53:ListResourceRecordSets'], resources }),
        new PolicyStatement({ actions: ['route53:GetChange'], resources: ['arn:aws:route53:::change/*'] }),
      ],
      wildcards: { because: 'Route 53 numbers each change anew.', beyond: [/^arn:aws:route53:::change\/\*$/] },
    });
  }
}
