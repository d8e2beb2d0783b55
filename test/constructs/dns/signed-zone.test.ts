import { Match } from 'aws-cdk-lib/assertions';
import { CfnOutput } from 'aws-cdk-lib/core';
import { SignedZone } from '../../../constructs/dns/signed-zone';
import { propertiesOf, templateOf } from '../../support/stacks';

const template = templateOf((stack) => {
  const zone = new SignedZone(stack, 'Zone', { zoneName: 'cluster.example', keyAlias: 'alias/test' });
  new CfnOutput(stack, 'Ds', { value: zone.dsRecord });
});

test('signs with an active key that only Route 53 uses, for this zone of this account', () => {
  template.hasResourceProperties('AWS::Route53::KeySigningKey', { Status: 'ACTIVE' });
  template.hasResourceProperties('AWS::KMS::Key', {
    KeySpec: 'ECC_NIST_P256',
    KeyUsage: 'SIGN_VERIFY',
    KeyPolicy: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Principal: { Service: 'dnssec-route53.amazonaws.com' },
          Action: ['kms:DescribeKey', 'kms:GetPublicKey', 'kms:Sign'],
          Condition: {
            StringEquals: { 'aws:SourceAccount': '111122223333' },
            ArnEquals: { 'aws:SourceArn': Match.anyValue() },
          },
        }),
      ]),
    },
  });
});

test('nothing of it goes away with the stack: an unsigned zone with a DS record is dead', () => {
  for (const type of ['HostedZone', 'KeySigningKey', 'DNSSEC']) {
    template.allResources(`AWS::Route53::${type}`, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  }
  template.allResources('AWS::KMS::Key', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
});

test('signing starts once the key is there, and the DS record is read once it signs', () => {
  const [key] = Object.keys(propertiesOf(template, 'AWS::Route53::KeySigningKey'));
  const [signing] = Object.keys(propertiesOf(template, 'AWS::Route53::DNSSEC'));
  template.hasResource('AWS::Route53::DNSSEC', { DependsOn: [key] });
  template.hasResource('Custom::DsRecord', { DependsOn: Match.arrayWith([signing]) });
  template.hasOutput('Ds', {
    Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('DsRecord'), 'KeySigningKeys.0.DSRecord'] },
  });
});

test('cannot be signed elsewhere', () => {
  const elsewhere = () =>
    templateOf((stack) => new SignedZone(stack, 'Zone', { zoneName: 'a.example', keyAlias: 'alias/a' }), 'eu-west-1');
  expect(elsewhere).toThrow('a DNSSEC signing key must live in us-east-1, not in eu-west-1');
});
