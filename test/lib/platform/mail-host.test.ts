import { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { cdkContext } from '../../../bin/cdk-context';
import { settingParts } from '../../../constructs/hosts/setting-parts';
import { cloudApp } from '../../../lib/cloud-app';
import { mailHostAlarms } from '../../../lib/platform/mail-host-alarms';
import { mailHostSpec } from '../../../lib/platform/mail-host';
import { hostSpecs } from '../../../lib/platform/machines';
import { tenantsStackSpecs } from '../../../lib/platform/tenants';
import { MachinesStack } from '../../../lib/stacks/machines-stack';
import { mailAccounts } from '../../../model/mail/mail-accounts';
import { roleOf, type Call } from '../../constructs/identity/policy-evaluation';
import { load, minimalTenant } from '../../support/environment-folder';
import { propertiesOf } from '../../support/stacks';
import { withOwnMail } from '../../support/with-own-mail';

const zone = 'Z0EXAMPLE123COMMONS45';
const sending = `${minimalTenant}    mail: { from: site@commons.example }\n`;
const { environment } = load({ ...withOwnMail, 'tenants/site.yaml': sending });
const { account, region, zones } = environment;
const subnets = new Map(zones.map((each) => [each, `public-${each}`]));
const stack = new MachinesStack(cloudApp({ context: cdkContext() }), 'Machines', {
  stackName: 'testing-machines',
  environment: 'testing',
  account,
  region,
  zones,
  hosts: hostSpecs(environment, zone),
  vpcId: 'vpc-1',
  subnetIds: { private: subnets, public: subnets },
  routeTableIds: new Map(),
  diskKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/disks',
  diskKey: { alias: 'alias/testing-volumes', region, account },
  dataKey: { alias: 'alias/testing-data', region, account },
  privateZoneIds: new Map([['internal.commons.example', 'Z1']]),
  metricNamespace: 'CommonsPlatform/Hosts',
});
const template = Template.fromStack(stack);
const parameters = z
  .array(z.object({ Name: z.string(), Value: z.string(), Type: z.literal('String') }))
  .parse(Object.values(propertiesOf(template, 'AWS::SSM::Parameter')));

test('each sender has an account, and its password is made where its owner is', () => {
  expect(mailAccounts(environment)).toEqual([
    { user: 'lists', from: ['@lists.commons.example'], secretName: 'testing/hosts/mx/account-lists' },
    { user: 'monitoring', from: ['monitoring@commons.example'], secretName: 'testing/hosts/mx/account-monitoring' },
    { user: 'site.web', from: ['site@commons.example'], secretName: 'testing/site/web/mail-account' },
  ]);
  const needs = tenantsStackSpecs(environment).flatMap(({ tenants }) => tenants[0]?.services[0]?.needs ?? []);
  expect(needs.map(({ generated }) => generated)).toEqual([['mail-account']]);
  const secrets = Object.values(propertiesOf(template, 'AWS::SecretsManager::Secret'));
  expect(secrets).toMatchObject([
    { Name: 'testing/hosts/mx/dkim-y2027' },
    { Name: 'testing/hosts/mx/dkim-y2026' },
    { Name: 'testing/hosts/mx/account-lists', GenerateSecretString: {} },
    { Name: 'testing/hosts/mx/account-monitoring', GenerateSecretString: {} },
  ]);
  expect(secrets[0]).not.toHaveProperty('GenerateSecretString');
});

test('what comes to an address that only sends, or to one for reports, stays on the host', () => {
  expect(mailHostSpec(environment, zone)?.aliases).toEqual({
    'monitoring@commons.example': ['returned@reports.invalid'],
    'site@commons.example': ['returned@reports.invalid'],
    'root@commons.example': ['postmaster@commons.example'],
    'dmarc-reports@commons.example': ['dmarc@reports.invalid'],
    'tls-reports@commons.example': ['tls@reports.invalid'],
    'postmaster@commons.example': ['sre@elsewhere.example'],
    'abuse@commons.example': ['postmaster@commons.example'],
    'board@commons.example': ['ada@elsewhere.example', 'bo@elsewhere.example'],
  });
});

test('its files are parameters that fit, and together are the files', () => {
  for (const { Name, Value } of parameters) {
    expect(Name.startsWith('/testing/hosts/mx/settings/')).toBe(true);
    expect(Buffer.byteLength(Value)).toBeLessThanOrEqual(4096);
    expect(Value).not.toContain('{{');
  }
  const program = parameters.filter(({ Name }) => Name.includes('/usr/local/sbin/commons-mail/part-'));
  expect(program.length).toBeGreaterThan(1);
  const text = program.map(({ Value }) => Value).join('');
  expect(text).toMatch(/^#!\/usr\/bin\/python3\n[^]*sys\.argv\[1\]\]\(\)\n$/);
});

test.each<[string, string, RegExp]>([
  ['no text', '', /is empty/],
  ['the name of another parameter', 'a {{b}}\n', /has \{\{ in it/],
  ['a line without end', 'x'.repeat(5000), /line of more than 4096 bytes/],
])('a file with %s is no parameter', (_, text, says) => {
  expect(() => settingParts('/etc/x', text)).toThrow(says);
});

const role = roleOf(template, 'testing-host-mx-a');
const of = (service: string, resource: string) => `arn:aws:${service}:us-east-1:${account}:${resource}`;
const challenge = (name: string, type = 'TXT'): Call => ({
  action: 'route53:ChangeResourceRecordSets',
  resource: `arn:aws:route53:::hostedzone/${zone}`,
  context: {
    'route53:ChangeResourceRecordSetsNormalizedRecordNames': name,
    'route53:ChangeResourceRecordSetsRecordTypes': type,
  },
});

test.each<[string, boolean, Call]>([
  [
    'its settings',
    true,
    { action: 'ssm:GetParametersByPath', resource: of('ssm', 'parameter/testing/hosts/mx/settings') },
  ],
  [
    'those of another host',
    false,
    { action: 'ssm:GetParametersByPath', resource: of('ssm', 'parameter/testing/hosts/x/settings') },
  ],
  [
    'the account of a service',
    true,
    {
      action: 'secretsmanager:GetSecretValue',
      resource: of('secretsmanager', 'secret:testing/site/web/mail-account-AbCdEf'),
    },
  ],
  [
    'another secret of it',
    false,
    { action: 'secretsmanager:GetSecretValue', resource: of('secretsmanager', 'secret:testing/site/web-AbCdEf') },
  ],
  ['its challenge', true, challenge('mail.commons.example.acme.openshift.commons.example')],
  ['that of its private name', true, challenge('mx.internal.commons.example.acme.openshift.commons.example')],
  ['that of a site', false, challenge('site.commons.example.acme.openshift.commons.example')],
  ['an address', false, challenge('mail.commons.example.acme.openshift.commons.example', 'A')],
])('the role of the host and %s', (_, allowed, call) => {
  expect(role.allows(call)).toBe(allowed);
});

test('what it tells of itself is watched', () => {
  const alarms = mailHostAlarms(environment, stack.watched);
  expect(alarms.map(({ name }) => name)).toContain('mail-queue');
  expect(mailHostAlarms(environment)).toEqual([]);
});
