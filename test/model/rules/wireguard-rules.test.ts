import { changed, load, minimalEnvironment, report } from '../../support/environment-folder';

const [key, other] = ['jNQKGxQoVuB2f1QrE9NNYNm3I0tS7uSbD1VUoUZaMzA=', 'gQ3FQ5sT5mCzHkqI0mVYV2wGf5YQd5rjvQm8p0yQ0Fg='];
const network = changed(minimalEnvironment, '/16\n', '/16\n  additionalTiers: [hosts]\n');
const environment = `${network}hosts:
  machines:
    - name: mirror
      purpose: Pulls the mirrors of other communities
      image: { system: debian, id: ami-0123456789abcdef0 }
      architecture: arm64
      instanceType: t4g.medium
      zones: [us-east-1a]
      ports:
        - { port: 9100, from: tunnel, because: 'The monitoring outside asks how it is' }
    - name: gateway
      purpose: Gateways of the tunnel to the monitoring
      image: { system: debian, id: ami-0123456789abcdef0 }
      architecture: arm64
      instanceType: t4g.small
      zones: [us-east-1a, us-east-1b]
      address: { public: 'Peers call it from outside' }
access:
  wireguard:
    host: gateway
    tunnel: 10.8.0.0/24
    peers:
      - name: monitoring
        because: The Prometheus of a sister community watches us
        publicKey: ${key}
        address: 10.8.0.2
        endpoint: { address: 203.0.113.9 }
        reaches: [{ host: mirror, port: 9100 }]
      - name: office
        because: The second site keeps the directory
        publicKey: ${other}
        address: 10.8.0.3
        networks: [192.168.50.0/24]
        endpoint: { anywhere: 'Its address changes every night' }
        answers: [{ port: 636, from: cluster }]
`;
const file = (from: string, to: string) => changed(environment, from, to);

test('a tunnel without IPv6 whose peers should always be there', () => {
  expect(load({ 'environment.yaml': environment }).environment.access.wireguard).toMatchObject({
    tunnel: '10.8.0.0/24',
    peers: [{ presence: 'always', endpoint: { port: 51820 }, networks: [], answers: [] }, { reaches: [] }],
  });
});

const at = (path: string) => `access.wireguard.${path}`;

const dual = changed(
  changed(environment, 'tunnel: 10.8.0.0/24', "tunnel: 10.8.0.0/24\n    tunnelIpv6: 'fd5c:71b2:9e0a:8::/64'"),
  'block: 10.0.0.0/16',
  'block: 10.0.0.0/16\n  addressFamily: dual-stack',
);
const bothFixed = changed(environment, "{ anywhere: 'Its address changes every night' }", '{ address: 203.0.113.9 }');
const beforeInternet = 'write its public address, or { anywhere: <reason> }';

test.each<[string, string, string, string]>([
  ...[
    ['127.0.0.0/24', '127.0.0.0/8, loopback addresses'],
    ['0.1.0.0/16', '0.0.0.0/8, which no machine has'],
    ['224.0.0.0/8', '224.0.0.0/3, multicast and reserved addresses'],
  ].map(([block = '', taken = '']): [string, string, string, string] => [
    `networks of ${block}`,
    file('192.168.50.0/24', block),
    at(`peers[1].networks[0]: overlaps ${taken}`),
    'choose a block that nobody uses at either end, like 10.8.0.0/24 for the tunnel',
  ]),
  [
    'networks with the endpoint of another peer',
    file('192.168.50.0/24', '203.0.113.0/24'),
    at(
      'peers[1].networks[0]: contains 203.0.113.9, at which the peer monitoring is called: its packets would go into the tunnel that they make',
    ),
    'leave the endpoints of peers out of the networks',
  ],
  ...[
    ['127.0.0.1', '127.0.0.0/8'],
    ['10.0.3.4', '10.0.0.0/16'],
    ['192.168.1.1', '192.168.0.0/16'],
    ['224.0.0.9', '224.0.0.0/3'],
  ].map(([address = '', block = '']): [string, string, string, string] => [
    `an endpoint at ${address}`,
    file('{ address: 203.0.113.9 }', `{ address: ${address} }`),
    at(`peers[0].endpoint.address: ${address} is in ${block}, from which nothing comes by the internet`),
    beforeInternet,
  ]),
  [
    'two peers at one endpoint',
    bothFixed,
    at('peers[1].endpoint: 203.0.113.9 at port 51820 is the endpoint of the peer monitoring'),
    'write the port at which this peer listens: packets for both would reach one of them',
  ],
  [
    'a key of zeroes',
    file(key, `${'A'.repeat(43)}=`),
    at('peers[0].publicKey: is zero, with which no handshake succeeds'),
    'write what wg pubkey prints on the peer',
  ],
  [
    'a tunnel for one IPv6 address',
    changed(dual, '9e0a:8::/64', '9e0a:8::2/127'),
    at('tunnelIpv6: has no room for the gateways and peers'),
    'write a block of /64, like fd5c:71b2:9e0a:8::/64',
  ],
  [
    'the IPv6 address of the gateways in another spelling',
    changed(dual, 'address: 10.8.0.2', "address: 10.8.0.2\n        ipv6Address: 'FD5C:71B2:9E0A:0008:0::0001'"),
    at('peers[0].ipv6Address: is the address of the gateways'),
    'choose the next free one',
  ],
  [
    'gateways that no host is',
    file('host: gateway', 'host: gatewy'),
    at('host: gatewy is not a host of hosts.machines'),
    'did you mean gateway?',
  ],
  [
    'one gateway',
    file('[us-east-1a, us-east-1b]', '[us-east-1a]'),
    'hosts.machines[1].zones: are 1, and the gateways of the tunnel are two',
    'name two zones: the machine in one takes over from that in the other',
  ],
  [
    'gateways that nobody outside reaches',
    file("      address: { public: 'Peers call it from outside' }\n", ''),
    'hosts.machines[1].address: is private, and peers outside call the gateways',
    'write address: { public: <reason> }',
  ],
  [
    'gateways that are kept',
    file(
      '[us-east-1a, us-east-1b]',
      "[us-east-1a, us-east-1b]\n      lifecycle: { kept: 'It has always been this one' }",
    ),
    'hosts.machines[1].lifecycle: is kept, and nothing of a gateway needs to be: its key is a secret, its address a resource',
    'leave it out: Auto Scaling puts a new machine in the place of a broken one',
  ],
  [
    'gateways that something else runs on',
    file(
      '[us-east-1a, us-east-1b]',
      "[us-east-1a, us-east-1b]\n      ports: [{ port: 80, from: cluster, because: 'It shows how it is' }]",
    ),
    'hosts.machines[1].ports[0]: opens a port of the gateways besides that of the tunnel',
    'put what answers there on a host of its own',
  ],
  [
    'a key twice',
    file(other, key),
    at('peers[1].publicKey: is the key of peers[0] too'),
    'make a key pair on each peer: WireGuard knows them apart by nothing else',
  ],
  [
    'a key that is none',
    file(key, 'c2VjcmV0'),
    at('peers[0].publicKey: is not a public key of WireGuard'),
    'write what wg pubkey prints: 43 characters and an equals sign',
  ],
  [
    'a tunnel in the VPC',
    file('tunnel: 10.8.0.0/24', 'tunnel: 10.0.8.0/24'),
    at('tunnel: overlaps 10.0.0.0/16, the block of the VPC'),
    'choose a block that nobody uses at either end, like 10.8.0.0/24 for the tunnel',
  ],
  [
    'a tunnel among pods',
    file('tunnel: 10.8.0.0/24', 'tunnel: 10.129.0.0/24'),
    at('tunnel: overlaps 10.128.0.0/14, pods of the cluster'),
    'choose a block that nobody uses at either end, like 10.8.0.0/24 for the tunnel',
  ],
  [
    'a network of a peer among services',
    file('192.168.50.0/24', '172.30.4.0/24'),
    at('peers[1].networks[0]: overlaps 172.30.0.0/16, services of the cluster'),
    'choose a block that nobody uses at either end, like 10.8.0.0/24 for the tunnel',
  ],
  [
    'a network of a peer that is the tunnel',
    file('192.168.50.0/24', '10.8.0.0/16'),
    at('peers[1].networks[0]: overlaps 10.8.0.0/24, the tunnel itself'),
    'leave the addresses of the tunnel to the tunnel',
  ],
  [
    'networks of two peers that overlap',
    file('        address: 10.8.0.2\n', '        address: 10.8.0.2\n        networks: [192.168.0.0/16]\n'),
    at('peers[1].networks[0]: overlaps what the peer monitoring has'),
    'give each address to one peer: WireGuard sends a packet to one of them only',
  ],
  [
    'an address twice',
    file('10.8.0.3', '10.8.0.2'),
    at('peers[1].address: overlaps what the peer monitoring has'),
    'give each address to one peer: WireGuard sends a packet to one of them only',
  ],
  [
    'the internet behind a peer',
    file('192.168.50.0/24', '192.0.0.0/4'),
    at('peers[1].networks[0]: is wider than /8, which would lead a part of the internet to this peer'),
    'write the networks that are behind it',
  ],
  [
    'the address of the gateways',
    file('10.8.0.3', '10.8.0.1'),
    at('peers[1].address: is the address of the gateways'),
    'choose the next free one',
  ],
  [
    'the address of the tunnel itself',
    file('10.8.0.3', '10.8.0.0'),
    at('peers[1].address: is the first or the last address of 10.8.0.0/24, by which Linux means the whole network'),
    'choose one between them',
  ],
  [
    'the broadcast address of the tunnel',
    file('10.8.0.3', '10.8.0.255'),
    at('peers[1].address: is the first or the last address of 10.8.0.0/24, by which Linux means the whole network'),
    'choose one between them',
  ],
  [
    'an address outside of the tunnel',
    file('10.8.0.3', '10.9.0.3'),
    at('peers[1].address: is not an address of 10.8.0.0/24'),
    'choose one of the tunnel',
  ],
  [
    'IPv6 in a network without',
    file('tunnel: 10.8.0.0/24', "tunnel: 10.8.0.0/24\n    tunnelIpv6: 'fd5c:71b2:9e0a:8::/64'"),
    at('tunnelIpv6: is for a network that has IPv6'),
    'leave it out, or write network.addressFamily: dual-stack',
  ],
  [
    'a host that does not exist',
    file('host: mirror', 'host: miror'),
    at('peers[0].reaches[0].host: miror is not a host of hosts.machines'),
    'did you mean mirror?',
  ],
  [
    'a port that does not exist',
    file('{ host: mirror, port: 9100 }', '{ host: mirror, port: 9100 }, { host: mirror, port: 9101 }'),
    at('peers[0].reaches[1].port: mirror does not answer at TCP 9101'),
    'write one of its ports: TCP 9100',
  ],
  [
    'a port of the gateways',
    file('{ host: mirror, port: 9100 }', '{ host: mirror, port: 9100 }, { host: gateway, port: 51821 }'),
    at('peers[0].reaches[1].host: gateway is the pair of gateways, which answers at the port of the tunnel alone'),
    'name another host',
  ],
  [
    'a port for peers that none reaches',
    file('reaches: [{ host: mirror, port: 9100 }]', 'reaches: [cluster-api]'),
    'hosts.machines[0].ports[0].from: is the peers of the tunnel, and none of them reaches the port',
    'write it under reaches of a peer in access.wireguard, or leave the port out',
  ],
  [
    'logs that nobody takes',
    file('{ host: mirror, port: 9100 }', '{ host: mirror, port: 9100 }, logs'),
    at('peers[0].reaches[1]: there is no receiver of logs'),
    'write logs.syslog, with the blocks of the peer in from',
  ],
  [
    'logs from addresses that the receiver does not take',
    `${file('{ host: mirror, port: 9100 }', '{ host: mirror, port: 9100 }, logs')}logs: { syslog: { from: [10.0.0.0/16] } }\n`,
    at('peers[0].reaches[1]: the receiver of logs takes none from 10.8.0.2/32'),
    'add 10.8.0.2/32 to logs.syslog.from',
  ],
  [
    'a sender of logs whose packets the gateways do not pass',
    `${environment}logs: { syslog: { from: [10.0.0.0/16, 10.8.0.2/32] } }\n`,
    at('peers[0]: has 10.8.0.2/32, which logs.syslog.from names, and the gateways pass nothing from it there'),
    'add logs to its reaches',
  ],
  [
    'a port of a host for addresses behind the tunnel',
    file('from: tunnel, because', 'from: { blocks: [192.168.50.0/25] }, because').replace(
      'reaches: [{ host: mirror, port: 9100 }]',
      'reaches: [cluster-api]',
    ),
    'hosts.machines[0].ports[0].from: names 192.168.50.0/25, which is behind the tunnel, and the gateways pass nothing from there',
    'write from: tunnel, and { host: mirror, port: 9100, protocol: TCP } under reaches of the peer office',
  ],
  [
    'a call of a host to addresses behind the tunnel',
    file(
      '    - name: gateway\n      purpose',
      "      calls: [{ port: 5432, to: { blocks: [192.168.50.9/32] }, because: 'A database of the office' }]\n    - name: gateway\n      purpose",
    ),
    'hosts.machines[0].calls[0].to: names 192.168.50.9/32, which is behind the tunnel, and the gateways pass nothing to there',
    'add { port: 5432, protocol: TCP, from: { hosts: [mirror] } } to answers of the peer office',
  ],
  [
    'a directory that does not exist',
    file('{ host: mirror, port: 9100 }', '{ host: mirror, port: 9100 }, directory'),
    at('peers[0].reaches[1]: there is no directory'),
    'declare it under directory, or leave the entry out',
  ],
  [
    'a caller that does not exist',
    file('from: cluster }', 'from: { hosts: [mirrors] } }'),
    at('peers[1].answers[0].from.hosts[0]: mirrors is not a host of hosts.machines'),
    'did you mean mirror?',
  ],
  [
    'a peer without a purpose',
    file('        answers: [{ port: 636, from: cluster }]\n', ''),
    at('peers[1]: may call nothing, and nothing calls it'),
    'say what it reaches or answers, or leave it out',
  ],
  [
    'a way twice',
    file('{ host: mirror, port: 9100 }', '{ host: mirror, port: 9100 }, { host: mirror, port: 9100 }'),
    at('peers[0].reaches[1]: is there twice'),
    'keep it in one place',
  ],
  [
    'two peers of one name',
    file('name: office', 'name: monitoring'),
    at('peers[1].name: repeats the name of peers[0]'),
    'give each peer a name of its own: its configuration, rules and alarm go by it',
  ],
])('%s is found', (_, text, problem, remedy) => {
  const found = report({ 'environment.yaml': text }).join('\n');
  expect(found).toContain(problem);
  expect(found).toContain(remedy);
});

test('the key of the gateways cannot be that of a peer', () => {
  const facts = JSON.stringify({
    environment: 'testing',
    account: '111122223333',
    region: 'us-east-1',
    facts: { wireguardKey: key },
  });
  expect(report({ 'environment.yaml': environment, 'facts.json': facts }).join('\n')).toContain(
    at('peers[0].publicKey: is the key of the gateways themselves'),
  );
});

test('two peers behind one address listen at different ports', () => {
  const text = changed(
    environment,
    "{ anywhere: 'Its address changes every night' }",
    '{ address: 203.0.113.9, port: 51830 }',
  );
  expect(report({ 'environment.yaml': text })).toEqual([]);
});

test('public blocks in the tunnel are told of', () => {
  const text = file('192.168.50.0/24', '8.8.8.0/24');
  expect(load({ 'environment.yaml': text }).warnings.map(({ path, reason }) => `${path}: ${reason}`)).toContain(
    'access.wireguard.peers[1].networks[0]: has public addresses: the VPC connects to them through the tunnel alone',
  );
});
