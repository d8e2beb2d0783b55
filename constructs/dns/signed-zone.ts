import { PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { CfnDNSSEC, CfnHostedZone, CfnKeySigningKey } from 'aws-cdk-lib/aws-route53';
import { Fn, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { SdkCalls } from '../sdk-calls';
import { accountAdministers } from '../storage/account-administers';

export interface SignedZoneProps {
  readonly zoneName: string;
  /** Alias of the KMS key that signs, beginning with `alias/`. */
  readonly keyAlias: string;
}

/**
 * A public hosted zone signed with DNSSEC. Everything is retained when it leaves the stack: if signing stopped while
 * the parent zone still has the DS record, every validating resolver would refuse the zone.
 *
 * @example
 * const zone = new SignedZone(this, 'Zone', { zoneName: 'commons.example', keyAlias: 'alias/commons-dnssec' });
 * new CfnOutput(this, 'DsRecord', { value: zone.dsRecord });
 */
export class SignedZone extends Construct {
  readonly zoneId: string;
  /** The four name servers, joined by commas. */
  readonly nameServers: string;
  /** The DS record that the parent zone must have. */
  readonly dsRecord: string;

  /** @throws Error outside us-east-1, the only region whose keys Route 53 can sign with. */
  constructor(scope: Construct, id: string, { zoneName, keyAlias }: SignedZoneProps) {
    super(scope, id);
    const { region } = Stack.of(this);
    if (region !== 'us-east-1') throw new Error(`a DNSSEC signing key must live in us-east-1, not in ${region}`);

    const zone = new CfnHostedZone(this, 'Zone', { name: zoneName });
    const zoneArn = `arn:aws:route53:::hostedzone/${zone.attrId}`;
    const key = this.addKey(zoneName, zoneArn);
    const alias = new CfnAlias(this, 'KeyAlias', { aliasName: keyAlias, targetKeyId: key.attrKeyId });
    const signingKey = new CfnKeySigningKey(this, 'SigningKey', {
      hostedZoneId: zone.attrId,
      keyManagementServiceArn: key.attrArn,
      name: 'primary',
      status: 'ACTIVE',
    });
    const signing = new CfnDNSSEC(this, 'Signing', { hostedZoneId: zone.attrId });
    signing.addResourceDependency(signingKey);
    for (const resource of [zone, key, alias, signingKey, signing]) resource.applyRemovalPolicy(RemovalPolicy.RETAIN);

    this.zoneId = zone.attrId;
    this.nameServers = Fn.join(',', zone.attrNameServers);
    this.dsRecord = this.readDsRecord(zone.attrId, zoneArn, signing);
  }

  /**
   * KMS key with which Route 53 signs. Source: the Route 53 developer guide, "Working with customer managed keys for
   * DNSSEC".
   */
  private addKey(zoneName: string, zoneArn: string): CfnKey {
    const { account } = Stack.of(this);
    const route53 = [new ServicePrincipal('dnssec-route53.amazonaws.com')];
    const forThisZone = { StringEquals: { 'aws:SourceAccount': account }, ArnEquals: { 'aws:SourceArn': zoneArn } };
    const resources = ['*'];
    return new CfnKey(this, 'Key', {
      description: `DNSSEC signing key of ${zoneName}`,
      keySpec: 'ECC_NIST_P256',
      keyUsage: 'SIGN_VERIFY',
      pendingWindowInDays: 30,
      keyPolicy: new PolicyDocument({
        statements: [
          accountAdministers(),
          new PolicyStatement({
            sid: 'Route53Signs',
            principals: route53,
            actions: ['kms:DescribeKey', 'kms:GetPublicKey', 'kms:Sign'],
            resources,
            conditions: forThisZone,
          }),
          new PolicyStatement({
            sid: 'Route53Grants',
            principals: route53,
            actions: ['kms:CreateGrant'],
            resources,
            // Route 53 creates grants for itself, in requests that name no zone.
            conditions: { Bool: { 'kms:GrantIsForAWSResource': true } },
          }),
        ],
      }),
    });
  }

  /**
   * Returns the DS record. CloudFormation has no attribute for it, so a call of the AWS SDK reads it once the zone is
   * signed.
   */
  private readDsRecord(zoneId: string, zoneArn: string, signing: CfnDNSSEC): string {
    const calls = new SdkCalls(this, 'Calls', {
      statements: [new PolicyStatement({ actions: ['route53:GetDNSSEC'], resources: [zoneArn] })],
    });
    const answer = 'KeySigningKeys.0.DSRecord';
    const reader = calls.add('DsRecord', {
      resourceType: 'Custom::DsRecord',
      physicalId: `${zoneId}-ds`,
      service: 'Route53',
      action: 'GetDNSSEC',
      parameters: { HostedZoneId: zoneId },
      answer,
    });
    reader.node.addDependency(signing);
    return reader.getResponseField(answer);
  }
}
