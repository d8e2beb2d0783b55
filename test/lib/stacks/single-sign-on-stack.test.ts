import { Match, Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { cdkContext } from '../../../bin/cdk-context';
import { cloudApp } from '../../../lib/cloud-app';
import {
  SingleSignOnStack,
  type KeycloakOnEcs,
  type SingleSignOnStackProps,
} from '../../../lib/stacks/single-sign-on-stack';
import { propertiesOf } from '../../support/stacks';

const keycloak: Required<KeycloakOnEcs> = {
  host: 'sso.example',
  realm: 'commons',
  adminHost: 'admin.example',
  vpcBlock: '10.0.0.0/16',
  adminFrom: ['203.0.113.1/32', '203.0.113.2/32', '203.0.113.3/32', '203.0.113.4/32', '203.0.113.5/32'],
  clients: ['192.0.2.0/24'],
  addressFamily: 'dual-stack',
  requestsPerAddress: 1000,
  behindCdn: true,
  directory: ['10.0.9.0/24'],
  directoryAuthority: 'PEM',
  image: 'quay.io/keycloak/keycloak:1',
  roleName: 'test-single-sign-on',
  options: { 'http-enabled': 'true' },
  secrets: {
    named: ['test/single-sign-on/administrator'],
    key: { alias: 'alias/test-data', region: 'us-east-1', account: '111122223333' },
  },
  administrator: { client: 'realm-configuration', secretName: 'test/single-sign-on/administrator' },
  database: {
    instanceType: 'db.t4g.medium',
    storageGiB: 20,
    keepDays: 35,
    passwordName: 'test/single-sign-on/database-password',
    keyAlias: 'alias/test-single-sign-on',
  },
};
const props: SingleSignOnStackProps = {
  stackName: 'test-single-sign-on',
  environment: 'test',
  account: '111122223333',
  region: 'us-east-1',
  zones: ['us-east-1a', 'us-east-1b'],
  secrets: [{ name: 'test/single-sign-on/administrator', description: 'Generated', value: 'generated' }],
  secretsKeyAlias: 'alias/test-data',
  vpcId: 'vpc-1',
  publicSubnetIds: new Map([['us-east-1a', 'subnet-public']]),
  privateSubnetIds: new Map([['us-east-1a', 'subnet-private']]),
  natAddresses: ['198.51.100.7'],
  keycloak,
};
const templateWith = (changes: Partial<SingleSignOnStackProps> = {}) =>
  Template.fromStack(new SingleSignOnStack(cloudApp({ context: cdkContext() }), 'Test', { ...props, ...changes }));
const template = templateWith();

test('in the cluster it has its secrets here and nothing else', () => {
  const { Resources } = z
    .looseObject({ Resources: z.record(z.string(), z.looseObject({ Type: z.string() })) })
    .parse(templateWith({ keycloak: undefined }).toJSON());
  expect(Object.values(Resources).map(({ Type }) => Type)).toEqual(['AWS::SecretsManager::Secret']);
});

test('who has IPv6 alone reaches the login too', () => {
  const dual = templateWith({ keycloak: { ...keycloak, clients: ['192.0.2.0/24', '2001:db8:1::/48'] } });
  dual.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', { IpAddressType: 'dualstack' });
  dual.hasResourceProperties('AWS::EC2::SecurityGroup', {
    SecurityGroupIngress: Match.arrayWith([Match.objectLike({ CidrIpv6: '2001:db8:1::/48' })]),
  });
  const open = templateWith({ keycloak: { ...keycloak, clients: { everybody: 'There is no CDN' } } });
  open.hasResourceProperties('AWS::EC2::SecurityGroup', {
    SecurityGroupIngress: Match.arrayWith([Match.objectLike({ CidrIpv6: '::/0' })]),
  });
});

test('the database is in two zones, encrypted, kept, and reached by TLS alone', () => {
  template.hasResource('AWS::RDS::DBInstance', {
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      MultiAZ: true,
      StorageEncrypted: true,
      DeletionProtection: true,
      PubliclyAccessible: false,
      BackupRetentionPeriod: 35,
    },
  });
  template.hasResourceProperties('AWS::RDS::DBParameterGroup', { Parameters: { 'rds.force_ssl': '1' } });
});

test('its backups are in the second region too, by the key there, and nowhere else without one', () => {
  const keyArn = 'arn:aws:kms:us-west-2:111122223333:key/copies';
  templateWith({ copies: { region: 'us-west-2', keyArn } }).hasResourceProperties('AWS::RDS::DBInstance', {
    AutomaticBackupReplicationRegion: 'us-west-2',
    AutomaticBackupReplicationKmsKeyId: keyArn,
    AutomaticBackupReplicationRetentionPeriod: 35,
  });
  template.hasResourceProperties('AWS::RDS::DBInstance', { AutomaticBackupReplicationRegion: Match.absent() });
});

const ruleSchema = z.object({
  Conditions: z.array(z.looseObject({ Field: z.string() })),
});
const rules = Object.values(propertiesOf(template, 'AWS::ElasticLoadBalancingV2::ListenerRule')).map(
  (rule) => ruleSchema.parse(rule).Conditions,
);

test('the internet is handed on to the community’s realm alone', () => {
  expect(rules[0]).toEqual([
    { Field: 'host-header', HostHeaderConfig: { Values: ['sso.example'] } },
    {
      Field: 'path-pattern',
      PathPatternConfig: { Values: ['/realms/commons', '/realms/commons/*', '/resources/*'] },
    },
  ]);
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
    DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
  });
});

test('the administration is for those named, in as many rules as AWS needs for them', () => {
  const inside = rules.slice(1);
  expect(inside).toHaveLength(2);
  for (const conditions of inside) {
    expect(conditions.map(({ Field }) => Field)).toEqual(['host-header', 'source-ip']);
    expect(JSON.stringify(conditions).match(/203\.0\.113|admin\.example/g)?.length).toBeLessThanOrEqual(5);
  }
  expect(JSON.stringify(inside)).toContain('203.0.113.5/32');
  expect(JSON.stringify(inside)).toContain('198.51.100.7/32');
});

test('only the CDN and those named reach the balancer, and everybody if there is no CDN', () => {
  const open = (found: Template) =>
    /"CidrIp":"0\.0\.0\.0\/0","Description":"HTTPS"/.exec(
      JSON.stringify(propertiesOf(found, 'AWS::EC2::SecurityGroup')),
    );
  expect(open(template)).toBeNull();
  expect(open(templateWith({ keycloak: { ...keycloak, clients: { everybody: 'No CDN' } } }))).not.toBeNull();
});

test('the firewall counts by who is behind the CDN, and lets logins through that carry addresses', () => {
  template.hasResourceProperties('AWS::WAFv2::WebACLAssociation', {});
  const text = JSON.stringify(propertiesOf(template, 'AWS::WAFv2::WebACL'));
  expect(text).toContain('"AggregateKeyType":"FORWARDED_IP"');
  expect(text).toContain('{"ActionToUse":{"Count":{}},"Name":"GenericRFI_QUERYARGUMENTS"}');
  const direct = templateWith({ keycloak: { ...keycloak, behindCdn: false } });
  expect(JSON.stringify(propertiesOf(direct, 'AWS::WAFv2::WebACL'))).toContain('"AggregateKeyType":"IP"');
});

test('behind a CDN whoever comes past it may administer and nothing else', () => {
  const [addresses] = Object.values(propertiesOf(template, 'AWS::WAFv2::IPSet'));
  expect(addresses).toMatchObject({ Addresses: [...keycloak.adminFrom], IPAddressVersion: 'IPV4' });
  const blocked = (found: typeof template) => JSON.stringify(propertiesOf(found, 'AWS::WAFv2::WebACL'));
  expect(blocked(template)).toMatch(/"Action":{"Block":{}},"Name":"past-the-cdn","Priority":2/);
  expect(blocked(templateWith({ keycloak: { ...keycloak, behindCdn: false } }))).not.toContain('past-the-cdn');
  expect(blocked(templateWith({ keycloak: { ...keycloak, adminFrom: [] } }))).not.toContain('past-the-cdn');
});

test('the administration passes the firewall before all rules, since whole realms are sent to it', () => {
  const [acl] = Object.values(propertiesOf(template, 'AWS::WAFv2::WebACL'));
  const { Rules } = z.object({ Rules: z.array(z.looseObject({ Priority: z.number() })) }).parse(acl);
  const [first, second] = Rules.toSorted((a, b) => a.Priority - b.Priority);
  expect(first).toMatchObject({
    Action: { Allow: {} },
    Statement: { ByteMatchStatement: { SearchString: 'admin.example' } },
  });
  expect(second).toMatchObject({ Action: { Block: {} } });
  expect(new Set(Rules.map(({ Priority }) => Priority)).size).toBe(Rules.length);
});

test('the logs, which name people, are encrypted with a key that CloudWatch uses for them alone', () => {
  for (const logGroupName of ['aws-waf-logs-test-single-sign-on', '/ecs/test-single-sign-on']) {
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: logGroupName,
      RetentionInDays: 90,
      KmsKeyId: Match.anyValue(),
    });
  }
  expect(JSON.stringify(propertiesOf(template, 'AWS::KMS::Key'))).toContain(
    '"kms:EncryptionContext:aws:logs:arn":["arn:aws:logs:us-east-1:111122223333:log-group:aws-waf-logs-test-single-sign-on","arn:aws:logs:us-east-1:111122223333:log-group:/ecs/test-single-sign-on"]',
  );
});

test('there is a task for each zone at least, and no deploy changes how many', () => {
  template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', { MinCapacity: 3 });
  const [service] = Object.values(propertiesOf(template, 'AWS::ECS::Service'));
  expect(service).not.toHaveProperty('DesiredCount');
});

test('the DNS provider is told what the certificate of both hosts is renewed by', () => {
  template.hasResourceProperties('AWS::CertificateManager::Certificate', {
    DomainName: 'sso.example',
    SubjectAlternativeNames: ['admin.example'],
    ValidationMethod: 'DNS',
  });
  const output = JSON.stringify(template.findOutputs('SingleSignOnCertificateRecords'));
  for (const index of [0, 1]) expect(output).toContain(`DomainValidationOptions.${index}.ResourceRecord.Value`);
});

test('tasks without a role in AWS, and no secret among their variables', () => {
  template.hasResourceProperties('AWS::ECS::Service', { EnableExecuteCommand: false });
  const [task] = Object.values(propertiesOf(template, 'AWS::ECS::TaskDefinition'));
  expect(task).not.toHaveProperty('TaskRoleArn');
  expect(task).toMatchObject({
    RuntimePlatform: { CpuArchitecture: 'ARM64' },
    ContainerDefinitions: [{ Secrets: [{ Name: 'KC_DB_PASSWORD' }, { Name: 'KC_BOOTSTRAP_ADMIN_CLIENT_SECRET' }] }],
  });
});

test('a secret that nobody lists is told by its name', () => {
  expect(() => templateWith({ secrets: [] })).toThrow('test/single-sign-on/administrator');
});
