import { externalRecords } from '../../../lib/operations/external-records';
import type { ExternalRecords } from '../../../lib/operations/zone-file';
import {
  changed,
  completeFacts,
  load,
  minimalEnvironment,
  minimalTenant,
  type EnvironmentFiles,
} from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';
import { withGitLab } from '../../support/with-gitlab';
import { withPorts } from '../../support/with-ports';

const noCdn = "{ none: 'Nobody but the tests knows this environment' }";
const apps = 'apps.commons.openshift.commons.example';
const cdn = `{ canonicalName: cdn.example, ranges: { ipv4: [192.0.2.0/24] }, apexAddresses: { ipv4: [192.0.2.1, 192.0.2.2], ipv6: ['2001:db8::1'] } }`;
const withCdn = changed(minimalEnvironment, noCdn, cdn);
const domains = (text: string, list: string) => changed(text, '[commons.example]', `[${list}]`);
const tenant = (...hosts: readonly string[]) => changed(minimalTenant, 'site.commons.example', hosts.join(', '));

function records(files: EnvironmentFiles): readonly ExternalRecords[] {
  const { environment, facts } = load(files);
  return externalRecords(environment, facts);
}

/** The records of a zone file, without comments and with single spaces. */
function zone(file: string, files: EnvironmentFiles): readonly string[] {
  const found = records(files).find((each) => each.file === file);
  if (found === undefined || !('text' in found)) throw new Error(`no file ${file}`);
  return found.text
    .split('\n')
    .map((line) => line.replace(/ *;.*/, '').replaceAll(/ +/g, ' '))
    .filter((line) => line !== '' && !line.startsWith('$'));
}

test('a host is an alias of the CDN, and its certificate is asked for in the zone of the environment', () => {
  expect(zone('commons.example.zone', { 'environment.yaml': withCdn, 'tenants/site.yaml': minimalTenant })).toEqual([
    'site IN CNAME cdn.example.',
    '_acme-challenge.site IN CNAME site.commons.example.acme.openshift.commons.example.',
  ]);
});

test('a host is an alias of the router without a CDN', () => {
  expect(zone('commons.example.zone', { 'tenants/site.yaml': minimalTenant })).toEqual([
    `site IN CNAME router-default.${apps}.`,
    '_acme-challenge.site IN CNAME site.commons.example.acme.openshift.commons.example.',
  ]);
});

test('a host at the apex has the addresses of the CDN', () => {
  const files = { 'environment.yaml': withCdn, 'tenants/site.yaml': tenant('commons.example') };
  expect(zone('commons.example.zone', files)).toEqual([
    '@ IN A 192.0.2.1',
    '@ IN A 192.0.2.2',
    '@ IN AAAA 2001:db8::1',
    '_acme-challenge IN CNAME commons.example.acme.openshift.commons.example.',
  ]);
});

test('every registered domain has a zone file, and a host is in that of the longest domain it is below', () => {
  const files = {
    'environment.yaml': domains(withCdn, 'lab.commons.example, other.example, commons.example'),
    'tenants/site.yaml': tenant('a.lab.commons.example', 'lab.commons.example', 'b.commons.example'),
  };
  expect(records(files).map(({ file }) => file)).toEqual([
    'commons.example.zone',
    'lab.commons.example.zone',
    'other.example.zone',
    'openshift.commons.example.delegation.zone',
  ]);
  expect(zone('commons.example.zone', files)[0]).toBe('b IN CNAME cdn.example.');
  expect(zone('lab.commons.example.zone', files).map((line) => line.split(' ')[0])).toEqual([
    'a',
    '_acme-challenge.a',
    '@',
    '@',
    '@',
    '_acme-challenge',
  ]);
  expect(zone('other.example.zone', files)).toEqual([]);
});

/** The provider's zone ends where the cluster's begins: what stood below the delegation, nobody would be told. */
test("a host below the cluster's own domain needs nothing at the provider", () => {
  const files = { 'tenants/site.yaml': tenant('site.commons.example', `site.${apps}`) };
  expect(zone('commons.example.zone', files)).toHaveLength(2);
});

test('a zone file says where it comes from, and each record why it is there', () => {
  const [file] = records({ 'tenants/site.yaml': minimalTenant });
  expect(file).toEqual({
    file: 'commons.example.zone',
    text: [
      '; Rendered from environments/testing: change that, not this.',
      '; Records that the DNS provider of commons.example must hold.',
      '$ORIGIN commons.example.',
      '$TTL 3600',
      `site                 IN CNAME router-default.${apps}. ; tenant site`,
      '_acme-challenge.site IN CNAME site.commons.example.acme.openshift.commons.example. ; certificate of site.commons.example',
      '',
    ].join('\n'),
  });
});

const delegation = 'openshift.commons.example.delegation.zone';

test('the zone of the cluster is delegated and signed as soon as its facts are known', () => {
  expect(zone(delegation, { 'facts.json': completeFacts })).toEqual([
    ...['0', '1', '2', '3'].map((number) => `openshift IN NS ns-${number}.example.`),
    `openshift IN DS 40391 13 2 ${'5F0D1A9C'.repeat(8)}`,
  ]);
});

test('a delegation is in the longest domain that the zone is below', () => {
  const text = domains(minimalEnvironment, 'commons.example, lab.commons.example').replace(
    'openshift.commons.example',
    'openshift.lab.commons.example',
  );
  const file = 'openshift.lab.commons.example.delegation.zone';
  const files = { 'environment.yaml': text, 'facts.json': completeFacts };
  expect(zone(file, files)[0]).toBe('openshift IN NS ns-0.example.');
  const found = records(files).find((each) => each.file === file);
  expect(found).toHaveProperty('text', expect.stringContaining('$ORIGIN lab.commons.example.\n'));
});

/** A DS record without the name servers, or the other way round, would make the zone fail to resolve. */
test.each([
  ['no facts', {}, ['clusterZoneNameServers', 'clusterZoneDsRecord']],
  ['no DS record', { 'facts.json': completeFacts.replace(/ *"clusterZoneDsRecord".*\n/, '') }, ['clusterZoneDsRecord']],
  [
    'no name servers',
    { 'facts.json': completeFacts.replace(/,\s*"clusterZoneNameServers".*/, '') },
    ['clusterZoneNameServers'],
  ],
])('a delegation waits while there are %s', (_, files: EnvironmentFiles, waitsFor) => {
  expect(records(files).at(-1)).toEqual({ file: delegation, waitsFor });
});

test('the order of the tenants and domains changes nothing', () => {
  const { environment, facts } = load({
    'environment.yaml': domains(withCdn, 'commons.example, other.example'),
    'tenants/about.yaml': tenant('z.commons.example', 'a.other.example'),
    'tenants/site.yaml': tenant('commons.example', 'a.commons.example'),
    'tenants/wiki.yaml': tenant('m.commons.example'),
    'facts.json': completeFacts,
  });
  const { tenants, domains: registered } = environment;
  const turned = {
    ...environment,
    domains: registered.toReversed(),
    tenants: tenants.toReversed().map((each) => ({ ...each, hosts: each.hosts.toReversed() })),
  };
  expect(externalRecords(turned, facts)).toEqual(externalRecords(environment, facts));
});

test('GitLab has its hosts, a zone for its sites and a name for Git over SSH', () => {
  const known = changed(
    completeFacts,
    '"facts": {',
    `"facts": {
    "gitSshBalancer": "testing-git-ssh-1.elb.us-east-1.amazonaws.com",
    "pagesZoneDsRecord": "51877 13 2 ${'0F1E2D3C'.repeat(8)}",
    "pagesZoneNameServers": ["ns-4.example", "ns-5.example", "ns-6.example", "ns-7.example"],`,
  );
  const files = { 'environment.yaml': withGitLab, 'facts.json': known };
  expect(zone('commons.example.zone', files)).toContain(`registry IN CNAME router-default.${apps}.`);
  expect(zone('ssh.commons.example.zone', files)).toEqual([
    'ssh IN CNAME testing-git-ssh-1.elb.us-east-1.amazonaws.com.',
  ]);
  expect(zone('pages.commons-pages.example.delegation.zone', files)).toEqual([
    ...[4, 5, 6, 7].map((number) => `pages IN NS ns-${number}.example.`),
    `pages IN DS 51877 13 2 ${'0F1E2D3C'.repeat(8)}`,
  ]);
});

test('a host of ports is an alias of their balancer, and asks for no certificate', () => {
  const known = changed(completeFacts, '"facts": {', '"facts": {\n    "portsBalancer": "ports-1.elb.example",');
  const files = { ...withPorts, 'facts.json': known };
  expect(zone('ssh.commons.example.zone', files)).toEqual(['ssh IN CNAME ports-1.elb.example.']);
  expect(zone('commons.example.zone', files).map((line) => line.split(' ')[0])).toEqual([
    'site',
    '_acme-challenge.site',
  ]);
  expect(records(withPorts).at(-1)).toEqual({ file: 'ssh.commons.example.zone', waitsFor: ['portsBalancer'] });
});

test('a public name of a host leads to the addresses of its machines, once they are known', () => {
  const known = changed(
    completeFacts,
    '"facts": {',
    '"facts": {\n    "hostAddresses": { "tunnel-c": "198.51.100.7" },',
  );
  const files = { ...fullEnvironment, 'facts.json': known };
  expect(zone('tunnel.commons.example.zone', files)).toEqual(['tunnel IN A 198.51.100.7']);
  expect(records(fullEnvironment).at(-1)).toEqual({
    file: 'tunnel.commons.example.zone',
    waitsFor: ['hostAddresses'],
  });
});

test('what AWS has not named yet is waited for', () => {
  const waiting = records({ 'environment.yaml': withGitLab, 'facts.json': completeFacts });
  expect(waiting.filter((each) => 'waitsFor' in each)).toEqual([
    { file: 'pages.commons-pages.example.delegation.zone', waitsFor: ['pagesZoneNameServers', 'pagesZoneDsRecord'] },
    { file: 'ssh.commons.example.zone', waitsFor: ['gitSshBalancer'] },
  ]);
});
