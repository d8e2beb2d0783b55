import { CfnCertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Fn } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { SdkCalls } from '../sdk-calls';

export interface ValidatedCertificateProps {
  /** Host names of the certificate; their DNS provider is outside AWS. */
  readonly hosts: readonly [string, ...string[]];
}

/**
 * A certificate of AWS Certificate Manager. AWS renews it as long as the DNS provider has the records that prove
 * control of the names. The first deploy of the stack waits until the records are there.
 */
export class ValidatedCertificate extends Construct {
  readonly arn: string;
  /** The records, a CNAME for each host: `<name>=<value>`, joined by commas. */
  readonly records: string;

  constructor(scope: Construct, id: string, { hosts }: ValidatedCertificateProps) {
    super(scope, id);
    const [domainName, ...others] = hosts;
    const { ref: arn } = new CfnCertificate(this, 'Resource', {
      domainName,
      // ACM refuses an empty list.
      subjectAlternativeNames: others.length === 0 ? undefined : others,
      validationMethod: 'DNS',
      keyAlgorithm: 'EC_prime256v1',
    });
    const options = 'Certificate.DomainValidationOptions';
    const reader = new SdkCalls(this, 'Calls', {
      statements: [new PolicyStatement({ actions: ['acm:DescribeCertificate'], resources: [arn] })],
    }).add('Records', {
      resourceType: 'Custom::CertificateRecords',
      physicalId: 'certificate-records',
      service: 'ACM',
      action: 'DescribeCertificate',
      parameters: { CertificateArn: arn },
      answer: options,
    });
    const field = (index: number, name: string) =>
      reader.getResponseField(`${options}.${index}.ResourceRecord.${name}`);
    this.arn = arn;
    this.records = Fn.join(
      ',',
      hosts.map((_, index) => `${field(index, 'Name')}=${field(index, 'Value')}`),
    );
  }
}
