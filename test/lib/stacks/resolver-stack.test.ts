import { Template } from 'aws-cdk-lib/assertions';
import { cdkContext } from '../../../bin/cdk-context';
import { cloudApp } from '../../../lib/cloud-app';
import { platform } from '../../../lib/platform';
import { resolverAlarmSpecs } from '../../../lib/platform/resolver-row';
import { ResolverStack } from '../../../lib/stacks/resolver-stack';
import { load } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';
import { propertiesOf } from '../../support/stacks';

const app = cloudApp({ context: cdkContext() });
platform(app, load(fullEnvironment).environment, {});
const stack = app.node.children.find((child) => child instanceof ResolverStack);
if (stack === undefined) throw new Error('the environment has no resolver');
const template = Template.fromStack(stack);
const all = (type: string) => Object.values(propertiesOf(template, type));

test('the other site asks an endpoint in two zones, and nobody else does', () => {
  expect(all('AWS::Route53Resolver::ResolverEndpoint')).toMatchObject([
    { Direction: 'INBOUND', Name: 'testing-resolver-inbound', IpAddresses: [{}, {}] },
    { Direction: 'OUTBOUND', Name: 'testing-resolver-outbound', IpAddresses: [{}, {}] },
  ]);
  const rule = (IpProtocol: string, CidrIp: string) => ({ IpProtocol, CidrIp, FromPort: 53, ToPort: 53 });
  expect(all('AWS::EC2::SecurityGroup')).toMatchObject([
    { SecurityGroupIngress: [rule('udp', '192.168.50.0/24'), rule('tcp', '192.168.50.0/24')] },
    {
      SecurityGroupEgress: ['192.168.50.53/32', '192.168.50.54/32'].flatMap((block) => [
        rule('udp', block),
        rule('tcp', block),
      ]),
    },
  ]);
});

test('its zone is forwarded to its name servers, for the whole VPC', () => {
  expect(all('AWS::Route53Resolver::ResolverRule')).toMatchObject([
    {
      RuleType: 'FORWARD',
      DomainName: 'office.example',
      TargetIps: [
        { Ip: '192.168.50.53', Port: '53' },
        { Ip: '192.168.50.54', Port: '53' },
      ],
    },
  ]);
  template.resourceCountIs('AWS::Route53Resolver::ResolverRuleAssociation', 1);
});

test('queries are logged into a bucket that forgets them', () => {
  expect(all('AWS::S3::Bucket')).toMatchObject([
    {
      BucketName: 'testing-resolver-queries-111122223333-us-east-1',
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 14 }] },
    },
  ]);
  template.resourceCountIs('AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation', 1);
});

test('an alarm watches each endpoint', () => {
  expect(resolverAlarmSpecs(stack).map(({ name, section }) => [name, section])).toEqual([
    ['resolver-inbound-down', 'resolver-down'],
    ['resolver-outbound-down', 'resolver-down'],
  ]);
  expect(resolverAlarmSpecs(undefined)).toEqual([]);
});
