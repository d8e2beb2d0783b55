import { changed, load, minimalEnvironment, report } from '../../support/environment-folder';

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl';
/** A key of a kind whose base64 has padding. */
const ecdsa =
  'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4fICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8';
const machine = (name: string, rest: string) => `    - name: ${name}
      purpose: What the tests need of ${name}
      image: { system: debian, id: ami-0123456789abcdef0 }
      architecture: arm64
      instanceType: t4g.small
${rest}`;
const network = changed(minimalEnvironment, '/16\n', '/16\n  additionalTiers: [hosts]\n');
const environment = `${network}privateZones: [internal.commons.example]
logs: { syslog: { from: [10.0.0.0/16] } }
hosts:
  machines:
${machine('mirror', '      zones: [us-east-1a]\n      access: bastion\n      records: { private: internal.commons.example }\n')}${machine('bastion', '      zones: [us-east-1b]\n')}${machine('gateway', "      zones: [us-east-1a, us-east-1b]\n      address: { public: 'Peers call it from outside' }\n")}access:
  bastion:
    host: bastion
    people: [{ name: ines-okafor, keys: ['${key}'] }]
  wireguard:
    host: gateway
    tunnel: 10.8.0.0/24
    peers:
      - name: office
        because: The engineers work there
        publicKey: gQ3FQ5sT5mCzHkqI0mVYV2wGf5YQd5rjvQm8p0yQ0Fg=
        address: 10.8.0.3
        endpoint: { anywhere: 'Its address changes every night' }
        reaches: [bastion, private-zones]
`;
const file = (from: string, to: string) => changed(environment, from, to);

test('a bastion that a peer reaches, and a host behind it', () => {
  const { access } = load({ 'environment.yaml': environment }).environment;
  expect(access.bastion).toMatchObject({ host: 'bastion', people: [{ name: 'ines-okafor' }] });
});

test.each<[string, string, string]>([
  [
    'a bastion that no host is',
    file('host: bastion\n', 'host: bastoin\n'),
    'access.bastion.host: bastoin is not a host of hosts.machines',
  ],
  [
    'a bastion that is the gateways',
    file('host: bastion\n', 'host: gateway\n'),
    'access.bastion.host: is the pair of gateways too, whose address would be that of a shell',
  ],
  [
    'a public bastion',
    file('zones: [us-east-1b]\n', "zones: [us-east-1b]\n      address: { public: 'It is easier from home' }\n"),
    'hosts.machines[1].address: is public, and people reach the bastion through the tunnel alone',
  ],
  [
    'a bastion that is behind itself',
    file('zones: [us-east-1b]\n', 'zones: [us-east-1b]\n      access: bastion\n'),
    'hosts.machines[1].access: is the bastion itself',
  ],
  [
    'a bastion that nobody reaches',
    file('[bastion, private-zones]', '[private-zones]'),
    'access.bastion.host: is reached by no peer of the tunnel',
  ],
  [
    'log-ins that nobody hears of',
    file('logs: { syslog: { from: [10.0.0.0/16] } }\n', ''),
    'access.bastion: keeps the record of who logged in on the host alone',
  ],
  [
    'a person twice',
    file(`'${key}'] }]`, `'${key}'] }, { name: ines-okafor, keys: ['${key.replace('OMq', 'OMr')}'] }]`),
    'access.bastion.people[1].name: repeats people[0]',
  ],
  [
    'a key of two people',
    file(`'${key}'] }]`, `'${key}'] }, { name: tomasz-berg, keys: ['${key} desk'] }]`),
    'access.bastion.people[1].keys[0]: is there twice',
  ],
  [
    'a key of a kind that is broken',
    file(key, `ssh-rsa ${'A'.repeat(80)}`),
    'access.bastion.people[0].keys[0]: is not a public SSH key of a kind that is accepted',
  ],
  [
    'a key with options',
    file(key, `no-pty ${key}`),
    'access.bastion.people[0].keys[0]: is not a public SSH key of a kind that is accepted',
  ],
  [
    'an account of the system',
    file('ines-okafor', 'root'),
    'access.bastion.people[0].name: is an account of the system',
  ],
  ...['sshd', 'mail', 'www-data', 'sudo', 'wheel', 'ec2-user', 'ssm-user', 'commons-people'].map(
    (name): [string, string, string] => [
      `the account or group ${name}`,
      file('ines-okafor', name),
      'access.bastion.people[0].name: is an account of the system',
    ],
  ),
  [
    'a key that is cut off',
    file(key, key.slice(0, -8)),
    'access.bastion.people[0].keys[0]: is not a public SSH key of a kind that is accepted',
  ],
  [
    'a key of another kind than it says',
    file(key, key.replace('ssh-ed25519', 'sk-ssh-ed25519@openssh.com')),
    'access.bastion.people[0].keys[0]: is not a public SSH key of a kind that is accepted',
  ],
  [
    'a key with more behind it',
    file(key, `${key}AAAAAAAA`),
    'access.bastion.people[0].keys[0]: is not a public SSH key of a kind that is accepted',
  ],
  [
    'a key that is base64 alone',
    file(key, `ssh-ed25519 ${'A'.repeat(68)}`),
    'access.bastion.people[0].keys[0]: is not a public SSH key of a kind that is accepted',
  ],
  [
    'a key with padding, and the same one without',
    file(`'${key}'] }]`, `'${ecdsa}=', '${ecdsa}'] }]`),
    'access.bastion.people[0].keys[1]: is there twice',
  ],
  [
    'a host without a name',
    file('      records: { private: internal.commons.example }\n', ''),
    'hosts.machines[0].records: give it no name, and the bastion leads to names alone',
  ],
  [
    'gateways behind the bastion',
    file('[us-east-1a, us-east-1b]\n', '[us-east-1a, us-east-1b]\n      access: bastion\n'),
    'hosts.machines[2].access: is the bastion, which is behind these gateways',
  ],
  [
    'a host behind no bastion',
    file(`  bastion:\n    host: bastion\n    people: [{ name: ines-okafor, keys: ['${key}'] }]\n`, ''),
    'hosts.machines[0].access: is the bastion, and the environment has none',
  ],
  [
    'a peer of no bastion',
    file(`  bastion:\n    host: bastion\n    people: [{ name: ines-okafor, keys: ['${key}'] }]\n`, ''),
    'access.wireguard.peers[0].reaches[0]: is the bastion, and the environment has none',
  ],
])('%s is found', (_, text, problem) => {
  expect(report({ 'environment.yaml': text }).join('\n')).toContain(problem);
});
