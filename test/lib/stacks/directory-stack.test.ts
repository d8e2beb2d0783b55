import { Template } from 'aws-cdk-lib/assertions';
import { parse } from 'yaml';
import { z } from 'zod';
import { cdkContext } from '../../../bin/cdk-context';
import { cloudApp } from '../../../lib/cloud-app';
import { directoryAlarmSpecs, directorySpec } from '../../../lib/platform/directory';
import { DirectoryStack } from '../../../lib/stacks/directory-stack';
import type { Facts } from '../../../model/facts';
import { roleOf } from '../../constructs/identity/policy-evaluation';
import { changed, load, type EnvironmentFiles } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';
import { propertiesOf } from '../../support/stacks';

function stackFor(files: EnvironmentFiles, facts: Partial<Facts> = {}): DirectoryStack {
  const { environment } = load(files);
  const { account, region, zones } = environment;
  const subnets = (tier: string) => new Map(zones.map((zone) => [zone, `${tier}-${zone}`]));
  const directory = directorySpec(environment, facts);
  if (directory === undefined) throw new Error('the environment has no directory');
  return new DirectoryStack(cloudApp({ context: cdkContext() }), 'Directory', {
    stackName: 'testing-directory',
    environment: 'testing',
    account,
    region,
    zones,
    tags: { 'commons-platform/environment': 'testing' },
    directory,
    vpcId: 'vpc-1',
    directorySubnetIds: subnets('directory'),
    publicSubnetIds: subnets('public'),
    diskKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/disks',
    diskKey: { alias: 'alias/testing-volumes', region, account },
    dataKey: { alias: 'alias/testing-data', region, account },
    privateZoneIds: new Map([['internal.commons.example', 'Z1']]),
    metricNamespace: 'CommonsPlatform/Hosts',
  });
}

/** The full environment with text of its file replaced. */
const withChange = (from: string, to: string): EnvironmentFiles => ({
  ...fullEnvironment,
  'environment.yaml': changed(fullEnvironment['environment.yaml'] ?? '', from, to),
});

const stack = stackFor(fullEnvironment);
const template = Template.fromStack(stack);

const recordSchema = z.looseObject({ Name: z.string(), Type: z.string(), ResourceRecords: z.array(z.string()) });
const records = Object.values(propertiesOf(template, 'AWS::Route53::RecordSet')).map((each) =>
  recordSchema.parse(each),
);
const valuesOf = (name: string, type: string) =>
  records.find((record) => record.Name === name && record.Type === type)?.ResourceRecords;

const ruleSchema = z.looseObject({
  IpProtocol: z.string(),
  FromPort: z.number(),
  ToPort: z.number(),
  Description: z.string(),
  CidrIp: z.string().optional(),
});

describe('the ports of a replica', () => {
  const [group] = Object.entries(propertiesOf(template, 'AWS::EC2::SecurityGroup')).filter(([id]) =>
    id.startsWith('Group'),
  );
  const rules = z
    .array(ruleSchema)
    .parse(z.looseObject({ SecurityGroupIngress: z.unknown() }).parse(group?.[1]).SecurityGroupIngress);
  const openTo = (block: string) =>
    rules.filter(({ CidrIp }) => CidrIp === block).map(({ FromPort, IpProtocol }) => `${IpProtocol} ${FromPort}`);

  test('are all of FreeIPA for members, and LDAPS alone for readers', () => {
    // As ipa-replica-conncheck of FreeIPA lists them.
    expect(openTo('10.0.20.0/22').sort()).toEqual(
      ['tcp 389', 'tcp 636', 'tcp 88', 'udp 88', 'tcp 464', 'udp 464', 'tcp 80', 'tcp 443'].sort(),
    );
    expect(openTo('192.0.2.0/24')).toEqual(['tcp 636']);
    expect(openTo('0.0.0.0/0')).toEqual([]);
  });

  test('are open between replicas on both sides, with that of a new authority', () => {
    const inward = Object.values(propertiesOf(template, 'AWS::EC2::SecurityGroupIngress')).map((each) =>
      ruleSchema.parse(each),
    );
    const between = inward.filter(({ Description }) => Description.endsWith('between replicas'));
    expect(between.map(({ IpProtocol, FromPort }) => `${IpProtocol} ${FromPort}`).sort()).toEqual(
      [...openTo('10.0.20.0/22'), 'tcp 8443'].sort(),
    );
    expect(Object.keys(propertiesOf(template, 'AWS::EC2::SecurityGroupEgress'))).toHaveLength(inward.length);
  });

  test('are open to Keycloak where it reads the directory', () => {
    const issuer = 'issuer: https://sso.commons.example/realms/commons\n';
    const keycloak = '  keycloak: { placement: cluster, administrators: engineers, directory: idm }\n';
    const spec = directorySpec(load(withChange(issuer, issuer + keycloak)).environment, {});
    expect(spec?.group.ingress[0]).toMatchObject({
      protocol: 'tcp',
      port: 636,
      blocks: ['10.0.0.0/20', '10.0.32.0/20', '10.0.64.0/20', '10.0.96.0/20'],
    });
  });
});

describe('names', () => {
  test('lead to the planned address of a replica, and back', () => {
    expect(valuesOf('idm-b.internal.commons.example.', 'A')).toEqual(['10.0.56.10']);
    expect(valuesOf('10.56.0.10.in-addr.arpa.', 'PTR')).toEqual(['idm-b.internal.commons.example.']);
    const interfaces = Object.values(propertiesOf(template, 'AWS::EC2::NetworkInterface'));
    expect(interfaces).toMatchObject([{ PrivateIpAddress: '10.0.56.10' }, { PrivateIpAddress: '10.0.120.10' }]);
  });

  // As `ipa dns-update-system-records --dry-run` lists them, without URI records, which Route 53 does not have.
  test.each([
    ['_ldap._tcp', 389],
    ['_kerberos._tcp', 88],
    ['_kerberos._udp', 88],
    ['_kerberos-master._tcp', 88],
    ['_kerberos-master._udp', 88],
    ['_kpasswd._tcp', 464],
    ['_kpasswd._udp', 464],
  ])('%s leads to all replicas', (service, port) => {
    expect(valuesOf(`${service}.internal.commons.example.`, 'SRV')).toEqual(
      ['b', 'd'].map((letter) => `0 100 ${port} idm-${letter}.internal.commons.example.`),
    );
  });

  test('say the realm, and where certificates are revoked', () => {
    expect(valuesOf('_kerberos.internal.commons.example.', 'TXT')).toEqual(['"INTERNAL.COMMONS.EXAMPLE"']);
    expect(valuesOf('ipa-ca.internal.commons.example.', 'A')).toEqual(['10.0.56.10', '10.0.120.10']);
  });
});

describe('the machine of a replica', () => {
  const instances = Object.values(propertiesOf(template, 'AWS::EC2::Instance'));
  const templates = Object.values(propertiesOf(template, 'AWS::EC2::LaunchTemplate')).map((each) =>
    z
      .looseObject({
        LaunchTemplateName: z.string(),
        LaunchTemplateData: z.looseObject({
          UserData: z.object({ 'Fn::Base64': z.string() }),
          TagSpecifications: z.unknown(),
        }),
      })
      .parse(each),
  );

  test('is kept, by generation, with a disk that stays and is copied every hour', () => {
    expect(templates.map(({ LaunchTemplateName }) => LaunchTemplateName)).toEqual([
      'testing-host-idm-b',
      'testing-host-idm-d-2',
    ]);
    expect(instances).toMatchObject([{ DisableApiTermination: true }, { DisableApiTermination: true }]);
    expect(JSON.stringify(templates[0]?.LaunchTemplateData.TagSpecifications)).toContain(
      '{"Key":"commons-platform/backup","Value":"hourly"}',
    );
  });

  const settingsSchema = z.looseObject({
    secrets: z.record(z.string(), z.string()),
    directory: z.looseObject({ founds: z.boolean(), others: z.array(z.string()), bucket: z.string().optional() }),
  });
  const bootSchema = z.looseObject({
    packages: z.array(z.string()),
    write_files: z.array(z.looseObject({ path: z.string(), content: z.string() })),
  });
  const settings = (of: DirectoryStack) =>
    Object.values(propertiesOf(Template.fromStack(of), 'AWS::EC2::LaunchTemplate')).map((each) => {
      const text = JSON.stringify(each);
      const userData = z
        .looseObject({ LaunchTemplateData: z.looseObject({ UserData: z.object({ 'Fn::Base64': z.string() }) }) })
        .parse(JSON.parse(text)).LaunchTemplateData.UserData['Fn::Base64'];
      const { write_files: files } = bootSchema.parse(parse(userData));
      return settingsSchema.parse(
        JSON.parse(files.find(({ path }) => path === '/etc/commons-host.json')?.content ?? ''),
      );
    });

  test('has FreeIPA from its system, and names secrets without having them', () => {
    const [first] = templates.map(({ LaunchTemplateData }) =>
      bootSchema.parse(parse(LaunchTemplateData.UserData['Fn::Base64'])),
    );
    expect(first?.packages).toEqual(expect.arrayContaining(['ipa-server', 'ipa-healthcheck']));
    expect(settings(stack)[0]?.secrets).toEqual({
      manager: 'testing/directory/manager',
      administrator: 'testing/directory/administrator',
      keycloak: 'testing/directory/keycloak',
    });
  });

  test('founds the realm only as the first machine of the first replica, and only while there is no authority', () => {
    const founds = (of: DirectoryStack) => settings(of).map(({ directory }) => directory.founds);
    expect(founds(stack)).toEqual([true, false]);
    expect(founds(stackFor(fullEnvironment, { directoryAuthority: 'PEM' }))).toEqual([false, false]);
    expect(founds(stackFor(withChange('generations: { us-east-1d: 2 }', 'generations: { us-east-1b: 2 }')))).toEqual([
      false,
      false,
    ]);
  });

  test('is the last one if it writes backups', () => {
    expect(settings(stack).map(({ directory }) => directory.bucket)).toEqual([
      undefined,
      'testing-directory-backups-111122223333-us-east-1',
    ]);
  });

  test('fits into user data with the longest names and six replicas', () => {
    const domain = `${'a'.repeat(60)}.xyz`;
    const text = [
      'zones: [us-east-1a, us-east-1b, us-east-1c, us-east-1d]\ndomains',
      'additionalTiers',
      'domain: internal.commons.example\n',
      'zones: [us-east-1b, us-east-1d]',
      'privateZones:\n',
      'name: idm\n',
    ].reduce(
      (before, from, index) =>
        changed(
          before,
          from,
          [
            'zones: [us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1e, us-east-1f]\ndomains',
            'additionalTiers',
            `domain: ${domain}\n`,
            'zones: [us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1e, us-east-1f]',
            `privateZones:\n  - ${domain}\n`,
            'name: abcdefghijkl\n',
          ][index] ?? '',
        ),
      fullEnvironment['environment.yaml'] ?? '',
    );
    expect(() => directorySpec(load({ ...fullEnvironment, 'environment.yaml': text }).environment, {})).not.toThrow();
  });
});

describe('the role of a replica', () => {
  const { account, region } = load(fullEnvironment).environment;
  const secret = (name: string) => `arn:aws:secretsmanager:${region}:${account}:secret:${name}-AbCdEf`;
  const parameter = (path: string) => `arn:aws:ssm:${region}:${account}:parameter${path}`;
  const bucket = `arn:aws:s3:::testing-directory-backups-${account}-${region}`;

  test.each([
    ['idm-b', 'reads its secrets', 'secretsmanager:GetSecretValue', secret('testing/directory/manager'), true],
    ['idm-b', 'reads no other', 'secretsmanager:GetSecretValue', secret('testing/single-sign-on/administrator'), false],
    ['idm-b', 'reads its program', 'ssm:GetParametersByPath', parameter('/testing/directory/program'), true],
    ['idm-b', 'reads no other parameter', 'ssm:GetParametersByPath', parameter('/testing/tunnel'), false],
    ['idm-b', 'writes no backups, which the last one does', 's3:PutObject', `${bucket}/idm-b/x`, false],
    ['idm-d', 'writes backups', 's3:PutObject', `${bucket}/idm-d/x`, true],
    ['idm-d', 'reads no backup', 's3:GetObject', `${bucket}/idm-d/x`, false],
    ['idm-d', 'deletes no backup', 's3:DeleteObject', `${bucket}/idm-d/x`, false],
  ])('%s %s', (machine, _, action, resource, allowed) => {
    expect(roleOf(template, `testing-host-${machine}`).allows({ action, resource, context: {} })).toBe(allowed);
  });
});

test('the balancer has the web pages alone, sends a browser to one replica, and asks for a file whether it is complete', () => {
  expect(Object.values(propertiesOf(template, 'AWS::ElasticLoadBalancingV2::TargetGroup'))).toMatchObject([
    {
      Protocol: 'HTTPS',
      Port: 443,
      HealthCheckPath: '/ipa/config/ca.crt',
      Matcher: { HttpCode: '200' },
      TargetGroupAttributes: expect.arrayContaining([{ Key: 'stickiness.enabled', Value: 'true' }]) as unknown,
      Targets: [{ Port: 443 }, { Port: 443 }],
    },
  ]);
  template.resourceCountIs('AWS::ElasticLoadBalancingV2::Listener', 1);
});

test('the program of replicas fits into parameters', () => {
  const parameters = Object.values(propertiesOf(template, 'AWS::SSM::Parameter')).map((each) =>
    z.looseObject({ Name: z.string(), Value: z.string() }).parse(each),
  );
  expect(parameters.map(({ Name }) => Name)).toEqual([
    '/testing/directory/program/replica',
    '/testing/directory/program/upkeep',
  ]);
  expect(parameters.filter(({ Value }) => Value.length > 4096)).toEqual([]);
});

test('alarms tell of each machine, of replication, and of the web pages', () => {
  const names = directoryAlarmSpecs(stack).map(({ name }) => name);
  expect(names).toEqual([
    ...['idm-b', 'idm-d'].flatMap((machine) =>
      ['not-ready', 'disk', 'impaired'].map((what) => `host-${machine}-${what}`),
    ),
    ...['web-down', 'web-degraded', 'certificate'].map((what) => `directory-${what}`),
    ...['idm-b', 'idm-d'].flatMap((machine) =>
      ['services', 'replication', 'check'].map((what) => `directory-${machine}-${what}`),
    ),
  ]);
  expect(directoryAlarmSpecs(undefined)).toEqual([]);
});

test('whoever reaches the web pages is a peer, or everybody with a reason', () => {
  const balancers = (of: DirectoryStack) =>
    Object.entries(propertiesOf(Template.fromStack(of), 'AWS::EC2::SecurityGroup')).find(([id]) =>
      id.startsWith('Balancer'),
    )?.[1];
  expect(balancers(stack)).toMatchObject({ SecurityGroupIngress: [{ CidrIp: '203.0.113.8/29', FromPort: 443 }] });
  const open = stackFor(
    withChange(', from: peers', ", from: { everybody: 'People change their passwords from everywhere' }"),
  );
  expect(balancers(open)).toMatchObject({
    SecurityGroupIngress: [
      { CidrIp: '0.0.0.0/0', FromPort: 443 },
      { CidrIpv6: '::/0', FromPort: 443 },
    ],
  });
});
