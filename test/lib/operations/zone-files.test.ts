import { zoneFiles, type ZoneFile } from '../../../lib/operations/zone-files';
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

function written(files: EnvironmentFiles): readonly ZoneFile[] {
  const { environment, facts } = load(files);
  return zoneFiles(environment, facts);
}

function file(domain: string, files: EnvironmentFiles): ZoneFile {
  const found = written(files).find((each) => each.domain === domain);
  if (found === undefined) throw new Error(`no file for ${domain}`);
  return found;
}

/** The records of a zone file, without comments and with single spaces. */
const zone = (domain: string, files: EnvironmentFiles): readonly string[] =>
  file(domain, files)
    .text.split('\n')
    .map((line) => line.replace(/ *;.*/, '').replaceAll(/ +/g, ' '))
    .filter((line) => line !== '' && !line.startsWith('$'));

/** The records of a zone file about a name. */
const about = (name: string, domain: string, files: EnvironmentFiles): readonly string[] =>
  zone(domain, files).filter((line) => line.startsWith(`${name} `));

/** What a zone file waits for, by name. */
const waiting = (files: EnvironmentFiles) =>
  written(files).flatMap((each) => each.waiting.map(({ host, type, waitsFor }) => ({ host, type, waitsFor })));

test('a host is an alias of the CDN, and its certificate is asked for in the zone of the environment', () => {
  expect(zone('commons.example', { 'environment.yaml': withCdn, 'tenants/site.yaml': minimalTenant })).toEqual([
    'site IN CNAME cdn.example.',
    '_acme-challenge.site IN CNAME site.commons.example.acme.openshift.commons.example.',
  ]);
});

test('a host is an alias of the router without a CDN', () => {
  expect(zone('commons.example', { 'tenants/site.yaml': minimalTenant })).toEqual([
    `site IN CNAME router-default.${apps}.`,
    '_acme-challenge.site IN CNAME site.commons.example.acme.openshift.commons.example.',
  ]);
});

test('a host at the apex has the addresses of the CDN', () => {
  const files = { 'environment.yaml': withCdn, 'tenants/site.yaml': tenant('commons.example') };
  expect(zone('commons.example', files)).toEqual([
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
  expect(written(files).map(({ domain }) => domain)).toEqual([
    'commons.example',
    'lab.commons.example',
    'other.example',
  ]);
  expect(zone('commons.example', files)[0]).toBe('b IN CNAME cdn.example.');
  expect(zone('lab.commons.example', files).map((line) => line.split(' ')[0])).toEqual([
    '@',
    '@',
    '@',
    '_acme-challenge',
    'a',
    '_acme-challenge.a',
  ]);
  expect(zone('other.example', files)).toEqual([]);
});

/** The provider's zone ends where the cluster's begins: what stood below the delegation, nobody would be told. */
test("a host below the cluster's own domain needs nothing at the provider", () => {
  const files = { 'tenants/site.yaml': tenant('site.commons.example', `site.${apps}`) };
  expect(zone('commons.example', files)).toHaveLength(2);
});

test('a zone file says where it comes from, and each record why it is there or what it waits for', () => {
  expect(file('commons.example', { 'tenants/site.yaml': minimalTenant }).text).toBe(
    [
      '; Rendered from environments/testing: change that, not this.',
      '; Records that the DNS provider of commons.example must hold, besides its own SOA and NS records.',
      '$ORIGIN commons.example.',
      '$TTL 3600',
      '; openshift NS waits for clusterZoneNameServers, clusterZoneDsRecord: cluster zone',
      '; openshift DS waits for clusterZoneNameServers, clusterZoneDsRecord: its signing key; never without the NS records',
      `site                             IN CNAME router-default.${apps}. ; tenant site`,
      '_acme-challenge.site             IN CNAME site.commons.example.acme.openshift.commons.example. ; certificate of site.commons.example',
      '',
    ].join('\n'),
  );
});

const delegated = [
  ...['0', '1', '2', '3'].map((number) => `openshift IN NS ns-${number}.example.`),
  `openshift IN DS 40391 13 2 ${'5F0D1A9C'.repeat(8)}`,
];

test('the zone of the cluster is delegated and signed as soon as its facts are known', () => {
  expect(zone('commons.example', { 'facts.json': completeFacts })).toEqual(delegated);
});

test('a delegation is in the longest domain that the zone is below', () => {
  const text = domains(minimalEnvironment, 'commons.example, lab.commons.example').replace(
    'openshift.commons.example',
    'openshift.lab.commons.example',
  );
  const files = { 'environment.yaml': text, 'facts.json': completeFacts };
  expect(zone('lab.commons.example', files)).toEqual(delegated);
  expect(zone('commons.example', files)).toEqual([]);
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
  expect(zone('commons.example', files)).toEqual([]);
  expect(waiting(files)).toEqual([
    { host: 'openshift.commons.example', type: 'NS', waitsFor },
    { host: 'openshift.commons.example', type: 'DS', waitsFor },
  ]);
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
  expect(zoneFiles(turned, facts)).toEqual(zoneFiles(environment, facts));
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
  expect(zone('commons.example', files)).toContain(`registry IN CNAME router-default.${apps}.`);
  expect(about('ssh', 'commons.example', files)).toEqual([
    'ssh IN CNAME testing-git-ssh-1.elb.us-east-1.amazonaws.com.',
  ]);
  expect(about('pages', 'commons-pages.example', files)).toEqual([
    ...[4, 5, 6, 7].map((number) => `pages IN NS ns-${number}.example.`),
    `pages IN DS 51877 13 2 ${'0F1E2D3C'.repeat(8)}`,
  ]);
});

test('a host of ports is an alias of their balancer, and asks for no certificate', () => {
  const known = changed(completeFacts, '"facts": {', '"facts": {\n    "portsBalancer": "ports-1.elb.example",');
  const files = { ...withPorts, 'facts.json': known };
  expect(zone('commons.example', files).filter((line) => !line.startsWith('openshift '))).toEqual([
    expect.stringMatching(/^site IN CNAME /),
    expect.stringMatching(/^_acme-challenge\.site /),
    'ssh IN CNAME ports-1.elb.example.',
  ]);
  expect(waiting(withPorts)).toContainEqual({
    host: 'ssh.commons.example',
    type: 'CNAME',
    waitsFor: ['portsBalancer'],
  });
});

test('a public name of a host leads to the addresses of its machines, once they are known', () => {
  const known = changed(
    completeFacts,
    '"facts": {',
    '"facts": {\n    "hostAddresses": { "tunnel-c": "198.51.100.7" },\n    "hostIpv6Addresses": { "tunnel-c": "2001:db8::7" },',
  );
  const files = { ...fullEnvironment, 'facts.json': known };
  expect(about('tunnel', 'commons.example', files)).toEqual(['tunnel IN A 198.51.100.7', 'tunnel IN AAAA 2001:db8::7']);
  expect(waiting(fullEnvironment).filter(({ host }) => host === 'tunnel.commons.example')).toEqual([
    { host: 'tunnel.commons.example', type: 'A', waitsFor: ['hostAddresses'] },
    { host: 'tunnel.commons.example', type: 'AAAA', waitsFor: ['hostIpv6Addresses'] },
  ]);
});

test('what AWS has not named yet is waited for, and the rest of the domain is there', () => {
  const files = { 'environment.yaml': withGitLab, 'facts.json': completeFacts };
  const pages = { host: 'pages.commons-pages.example', waitsFor: ['pagesZoneNameServers', 'pagesZoneDsRecord'] };
  expect(waiting(files)).toEqual([
    { ...pages, type: 'NS' },
    { ...pages, type: 'DS' },
    { host: 'ssh.commons.example', type: 'CNAME', waitsFor: ['gitSshBalancer'] },
  ]);
  expect(about('gitlab', 'commons.example', files)).toHaveLength(1);
});

test('declared records are among those that services make, whatever they say', () => {
  const declared = `records:
  - { name: commons.example, type: MX, values: [{ preference: 20, host: mx2.other.example }, { preference: 10, host: mx1.other.example }], because: Mail goes to the sponsor }
  - { name: commons.example, type: TXT, ttlSeconds: 300, values: ['v=spf1 mx -all', 'a "quoted" text; not a comment'], because: Who sends mail }
  - { name: lists.commons.example, type: MX, values: none, because: Nobody writes to it }
  - { name: _xmpp-server._tcp.commons.example, type: SRV, values: [{ port: 5269, target: chat.other.example }], because: Chat of the community }
  - { name: _imap._tcp.commons.example, type: SRV, values: [{ port: 0, target: '.' }], because: Nobody has a mailbox here }
  - { name: commons.example, type: CAA, values: [{ tag: issue, value: letsencrypt.org, critical: true }, { tag: iodef, value: 'mailto:sre@commons.example' }], because: Nobody else issues certificates }
  - { name: old.commons.example, type: SSHFP, values: [{ algorithm: ed25519, fingerprint: ${'0A'.repeat(32)} }], because: The old server }
  - { name: _25._tcp.old.commons.example, type: TLSA, values: [{ usage: dane-ee, data: ${'0B'.repeat(32)} }], because: The old server }
  - name: old.commons.example
    type: A
    values: [192.0.2.9]
    because: |
      A line
      evil IN A 192.0.2.66
  - { name: '*.old.commons.example', type: AAAA, values: ['2001:db8::9'], because: Anything below it }
  - { name: chat.commons.example, type: CNAME, target: _x.other.example, because: The old address }
  - { name: lab.commons.example, type: NS, values: [ns1.other.example], because: The laboratory has its own }
`;
  const files = { 'tenants/site.yaml': minimalTenant, 'records/commons.example.yaml': declared };
  expect(file('commons.example', files).text.split('\n').slice(4)).toEqual([
    '@                                IN MX    10 mx1.other.example. ; Mail goes to the sponsor',
    '@                                IN MX    20 mx2.other.example. ; Mail goes to the sponsor',
    String.raw`@                                300 IN TXT   "a \"quoted\" text; not a comment" ; Who sends mail`,
    '@                                300 IN TXT   "v=spf1 mx -all" ; Who sends mail',
    '@                                IN CAA   0 iodef "mailto:sre@commons.example" ; Nobody else issues certificates',
    '@                                IN CAA   128 issue "letsencrypt.org" ; Nobody else issues certificates',
    '_imap._tcp                       IN SRV   0 0 0 . ; Nobody has a mailbox here',
    '_xmpp-server._tcp                IN SRV   0 0 5269 chat.other.example. ; Chat of the community',
    'chat                             IN CNAME _x.other.example. ; The old address',
    'lab                              IN NS    ns1.other.example. ; The laboratory has its own',
    'lists                            IN MX    0 . ; Nobody writes to it',
    'old                              IN A     192.0.2.9 ; A line evil IN A 192.0.2.66',
    `old                              IN SSHFP 4 2 ${'0a'.repeat(32)} ; The old server`,
    '*.old                            IN AAAA  2001:db8::9 ; Anything below it',
    `_25._tcp.old                     IN TLSA  3 1 1 ${'0b'.repeat(32)} ; The old server`,
    '; openshift NS waits for clusterZoneNameServers, clusterZoneDsRecord: cluster zone',
    '; openshift DS waits for clusterZoneNameServers, clusterZoneDsRecord: its signing key; never without the NS records',
    expect.stringMatching(/^site /),
    expect.stringMatching(/^_acme-challenge\.site /),
    '',
  ]);
});
