import { changed, load, report } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';

const environment = fullEnvironment['environment.yaml'] ?? '';
const findings = (...changes: readonly (readonly [from: string, to: string])[]) => {
  const text = changes.reduce((before, [from, to]) => changed(before, from, to), environment);
  return report({ ...fullEnvironment, 'environment.yaml': text })
    .filter((_, index) => index % 2 === 0)
    .map((line) => line.replace(/^environment\.yaml:\d+:\d+ /, ''));
};
const zones = 'zones: [us-east-1b, us-east-1d]';

test('the directory of the tests has no problem, and what it leaves out has a default', () => {
  const short = ['  sizeGiB: 60\n', '  backup: hourly\n', '  generations: { us-east-1d: 2 }\n', ', from: peers'];
  const text = short.reduce((before, part) => changed(before, part, ''), environment);
  const clients = text.slice(text.indexOf('  clients:\n    - { from: hosts'), text.indexOf('hosts:\n  images'));
  const alone = changed(changed(text, clients, ''), 'bastion, directory, ', 'bastion, ');
  const loaded = load({ ...fullEnvironment, 'environment.yaml': alone });
  expect(loaded.environment.directory).toMatchObject({
    sizeGiB: 50,
    backup: 'hourly',
    generations: {},
    clients: [],
    web: { from: 'peers' },
  });
});

test.each([
  [
    'no subnets of its own',
    'additionalTiers: [hosts, directory]',
    'additionalTiers: [hosts]',
    'directory: has no subnets of its own',
  ],
  [
    'a domain that is no private zone',
    'domain: internal.commons.example\n',
    'domain: intern.commons.example\n',
    'directory.domain: intern.commons.example is not one of privateZones',
  ],
  [
    'a machine of another architecture',
    'instanceType: m7g.large\n  zones: [us-east-1b',
    'instanceType: m7i.large\n  zones: [us-east-1b',
    'directory.instanceType: is amd64, but the directory is arm64',
  ],
  [
    'a machine without room for a certificate authority',
    'instanceType: m7g.large\n  zones: [us-east-1b',
    'instanceType: t4g.small\n  zones: [us-east-1b',
    'directory.instanceType: has less than 4 GiB of memory, which a replica with its certificate authority needs',
  ],
  ['a zone twice', zones, 'zones: [us-east-1b, us-east-1d, us-east-1d]', 'directory.zones[2]: repeats zones[1]'],
  [
    'a zone of elsewhere',
    zones,
    'zones: [us-east-1b, us-east-1d, us-east-1f]',
    'directory.zones[2]: us-east-1f is not a zone of this environment',
  ],
  [
    'a peer of the tunnel that none of its clients is',
    '[192.168.50.0/25]',
    '[192.168.51.0/25]',
    'access.wireguard.peers[1].reaches[2]: no client of the directory has an address of office',
  ],
  [
    'a client behind the tunnel that does not reach it',
    'bastion, directory, ',
    'bastion, ',
    'access.wireguard.peers[1]: has 192.168.50.0/25, which directory.clients names, and the gateways pass nothing from it there',
  ],
  [
    'a peer with IPv6 that none of its clients is',
    'reaches: [cluster-api, { host: mirror, port: 9101',
    'reaches: [cluster-api, directory, { host: mirror, port: 9101',
    'access.wireguard.peers[0].reaches[1]: no client of the directory has an address of monitoring',
  ],
  ['one zone', zones, 'zones: [us-east-1d]', 'directory.zones: are fewer than two zones'],
  [
    'a generation of a replica that it does not have',
    'generations: { us-east-1d: 2 }',
    'generations: { us-east-1c: 2 }',
    'directory.generations.us-east-1c: us-east-1c is not a zone of the directory',
  ],
  ['the name of a host', 'name: idm\n', 'name: mirror\n', 'directory.name: mirror is the name of a host too'],
  [
    'web pages at a host of something else',
    'host: accounts.commons.example',
    'host: gitlab.commons.example',
    'directory.web.host: gitlab.commons.example is a name of something else of the environment',
  ],
  [
    'web pages at a name that only the VPC sees',
    'host: accounts.commons.example',
    'host: accounts.internal.commons.example',
    'directory.web.host: accounts.internal.commons.example is below the private zone internal.commons.example, which the internet cannot resolve',
  ],
  [
    'the same client twice',
    '{ from: { blocks: [192.0.2.0/24] }, as: reader',
    '{ from: hosts, as: reader',
    'directory.clients[1].from: repeats clients[0]',
  ],
])('%s', (_, from, to, finding) => {
  expect(findings([from, to])).toContain(finding);
});

test('a host that would have the name of a replica', () => {
  const renamed = findings(
    ['name: idm\n', 'name: mirro\n'],
    ['zones: [us-east-1a, us-east-1b]\n      stack: 2', 'zones: [us-east-1a]\n      stack: 2'],
    ['    - name: mirror\n', '    - name: ipa-ca\n'],
  );
  expect(renamed).toContain(
    'hosts.machines[0].name: would be called ipa-ca.internal.commons.example, which is a name of the directory',
  );
});

describe('a Keycloak that reads the directory', () => {
  const keycloak = (directory: string): readonly [string, string] => [
    'issuer: https://sso.commons.example/realms/commons\n',
    `issuer: https://sso.commons.example/realms/commons\n  keycloak: { placement: cluster, administrators: engineers, directory: ${directory} }\n`,
  ];

  test('names it', () => {
    expect(findings(keycloak('idm'))).toEqual([]);
    expect(findings(keycloak('ldap'))).toEqual([
      'singleSignOn.keycloak.directory: ldap is not the directory of this environment',
    ]);
  });
});
