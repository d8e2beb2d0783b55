import { serviceTextsRule } from '../../../lib/verify/service-texts';
import { renderedFiles } from './rendered-files';

const findings = (Type: string, Properties: Readonly<Record<string, unknown>>) =>
  serviceTextsRule.findings(renderedFiles({}, { Made: { Type, Properties } })).map(({ reason }) => reason);

test('a text with a character that the service refuses is found', () => {
  expect(findings('AWS::IAM::Role', { Description: 'The community’s mirror' })).toEqual([
    'Description has the character ’, which AWS::IAM::Role does not take: The community’s mirror',
  ]);
  const open = { SecurityGroupIngress: [{ Description: 'For the bureau' }, { Description: 'Für das Büro' }] };
  expect(findings('AWS::EC2::SecurityGroup', open)).toEqual([
    'SecurityGroupIngress.Description has the character ü, which AWS::EC2::SecurityGroup does not take: Für das Büro',
  ]);
});

test('a text that is too long is found', () => {
  expect(findings('AWS::Route53::HostedZone', { HostedZoneConfig: { Comment: 'x'.repeat(257) } })).toEqual([
    'HostedZoneConfig.Comment has 257 characters, and AWS::Route53::HostedZone takes 256',
  ]);
});

test('texts that the service takes are no finding, nor what CloudFormation computes', () => {
  expect(findings('AWS::IAM::Role', { Description: 'Für das Büro' })).toEqual([]);
  expect(findings('AWS::SecretsManager::Secret', { Description: 'Gefüllt von Leuten’s Hand' })).toEqual([]);
  expect(findings('AWS::IAM::Role', { Description: { Ref: 'AWS::StackName' } })).toEqual([]);
});
