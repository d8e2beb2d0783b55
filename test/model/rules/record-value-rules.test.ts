import { changed, minimalTenant } from '../../support/environment-folder';
import { dkimKey } from '../../support/dkim-key';
import { aliasEntry as alias, recordEntry as record, toldOfRecords as told } from '../../support/declared-records';

/** What is wrong with one record; each reason is followed by its remedy. */
const reasonsOf = (type: string, name: string, value: string): readonly string[] =>
  told([record(type, name, value)]).filter((_, index) => index % 2 === 0);

test('a host of ours may be a name server of a zone that is delegated to it', () => {
  expect(
    told([
      record('NS', 'lab.commons.example', 'ns.lab.commons.example'),
      record('AAAA', 'ns.lab.commons.example', '2001:db8::1'),
      alias('a.commons.example', 'b.commons.example'),
      alias('b.commons.example', 'c.other.example'),
      record('A', 'blocked.commons.example', '127.0.0.2'),
      record('TLSA', '_65535._tcp.commons.example', `{ usage: dane-ee, matching: sha-256, data: ${'ab'.repeat(32)} }`),
    ]),
  ).toEqual([]);
});

test('texts of one name have no more characters than a change', () => {
  const texts = (count: number) =>
    Array.from({ length: count }, (_, index) => `${index}${'x'.repeat(3998)}`).join(', ');
  expect(told([record('TXT', 'commons.example', texts(8))])).toEqual([]);
  expect(told([record('TXT', 'commons.example', texts(9))])[0]).toMatch(
    /^records\[0\]\.values: have \d+ characters, and Route 53 takes 32000 in one change$/,
  );
});

test.each<[string, readonly string[], string, string]>([
  [
    'a delegation of a host of a tenant',
    [record('NS', 'site.commons.example', 'ns.other.example')],
    'records[0].name: site.commons.example is an alias, and an alias stands alone: tenant site',
    'choose another name for this record',
  ],
  [
    'a delegation without an address of its server',
    [record('NS', 'lab.commons.example', 'ns.lab.commons.example')],
    'records[0].values[0]: ns.lab.commons.example is in lab.commons.example itself, so nobody finds its address',
    'add a record of type A or AAAA for ns.lab.commons.example',
  ],
  [
    'a delegation of a wildcard',
    [record('NS', "'*.commons.example'", 'ns.other.example')],
    'records[0].name: is a delegation of a wildcard, which resolvers understand in different ways (RFC 4592, section 4.2)',
    'delegate each name by itself',
  ],
  [
    'an alias of itself',
    [alias('chat.commons.example', 'chat.commons.example')],
    'records[0].target: is the name itself, so that it leads nowhere',
    'write the name of a host that has addresses',
  ],
  [
    'aliases in a circle',
    [
      alias('a.commons.example', 'b.commons.example'),
      alias('b.commons.example', 'c.commons.example'),
      alias('c.commons.example', 'a.commons.example'),
    ],
    'records[0].target: leads back to a.commons.example by b.commons.example and c.commons.example',
    'write the name of a host that has addresses',
  ],
  [
    'a port that there is not',
    [record('TLSA', '_99999._tcp.commons.example', `{ usage: dane-ee, matching: sha-256, data: ${'ab'.repeat(32)} }`)],
    'records[0].name: begins with the port 99999, and the last one is 65535',
    'write the port of the service, like _25._tcp',
  ],
  ...[
    ['A', '0.0.0.0', 'an address of this network alone'],
    ['A', '224.0.0.1', 'a multicast address'],
    ['A', '169.254.169.254', 'a link-local address'],
    ['AAAA', "'fe80::1'", 'a link-local address'],
    ['AAAA', "'::'", 'a reserved address'],
  ].map(([type = '', address = '', use = '']): [string, string[], string, string] => [
    `${address} as an address`,
    [record(type, 'old.commons.example', address)],
    `records[0].values[0]: is ${use}, which no machine has`,
    'write the address of a machine, or remove it',
  ]),
  [
    'one IPv6 address in two spellings',
    [record('AAAA', 'old.commons.example', "'2001:db8::1', '2001:0DB8:0::0001'")],
    'records[0].values[1]: repeats values[0]',
    'remove one of them',
  ],
  [
    'a sender policy of too many names',
    [record('TXT', 'commons.example', `'v=spf1 mx ${'abcdefghij'.replaceAll(/./g, 'include:$&.example ')}-all'`)],
    'records[0].values[0]: makes an SPF record of 11 look-ups, and others stop at 10',
    'name blocks of addresses instead of some names, or let a sender use a domain of its own',
  ],
  [
    'a policy of DMARC that does not begin with its version',
    [record('TXT', '_dmarc.commons.example', "'p=none; v=DMARC1'")],
    'records[0].values[0]: is no policy of DMARC to receivers, which read v=DMARC1 at its beginning, in these letters',
    'write v=DMARC1 first, like v=DMARC1; p=none',
  ],
  [
    'two policies of DMARC',
    [record('TXT', '_dmarc.commons.example', "'v=DMARC1; p=none', 'v=DMARC1; p=reject'")],
    'records[0].values[1]: _dmarc.commons.example has another text that begins with v=DMARC1',
    'join them in one: with two, receivers take none',
  ],
])('%s is refused', (_, records, reason, remedy) => {
  expect(told(records)).toEqual([reason, remedy]);
});

test('a delegation above a host of a tenant is refused', () => {
  const deep = { 'tenants/site.yaml': changed(minimalTenant, 'site.commons', 'site.deep.commons') };
  expect(told([record('NS', 'deep.commons.example', 'ns.other.example')], deep)).toEqual([
    'records[0].name: delegates site.deep.commons.example to other name servers, and the environment has it: tenant site',
    'delegate a name that no host of the environment is at or below',
  ]);
});

describe('texts that receivers of mail read', () => {
  const reasons = (name: string, text: string) => reasonsOf('TXT', name, JSON.stringify(text));
  const key = 'mail._domainkey.commons.example';

  test.each([
    [
      'commons.example',
      'v=spf1 a mx:mail.commons.example/28//64 include:_spf.example.org ip4:192.0.2.0/24 ip6:2001:db8::/32 ~all',
    ],
    ['commons.example', 'v=spf1 exists:%{i}._spf.%{d2} redirect=_spf.example.org'],
    ['commons.example', 'V=SPF1 ptr unknown-modifier=x -ALL'],
    [
      '_dmarc.commons.example',
      'v=DMARC1; p=none; rua=mailto:a@commons.example!10m, mailto:b@elsewhere.example; pct=50; adkim=s',
    ],
    ['commons.example._report._dmarc.commons.example', 'v=DMARC1'],
    [key, `v=DKIM1; k=rsa; p=${dkimKey}`],
    [key, `k=rsa; t=s; p=${dkimKey.slice(0, 60)} ${dkimKey.slice(60)}`],
    [key, 'v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo='],
    [key, 'v=DKIM1; p='],
    [key, 'site-verification=1'],
    ['old.commons.example', 'v=DKIM1; p=x'],
  ])('at %s: %s', (name, text) => {
    expect(reasons(name, text)).toEqual([]);
  });

  test.each([
    ['commons.example', 'v=spf1 include: -all', 'has include: in an SPF record'],
    ['commons.example', 'v=spf1 includes:_spf.example.org -all', 'has includes:_spf.example.org in an SPF record'],
    ['commons.example', 'v=spf1 ip4:192.0.2 -all', 'has ip4:192.0.2 in an SPF record'],
    ['commons.example', 'v=spf1 ip4:192.0.2.0/33 -all', 'has ip4:192.0.2.0/33 in an SPF record'],
    ['commons.example', 'v=spf1 ip6:192.0.2.1 -all', 'has ip6:192.0.2.1 in an SPF record'],
    ['commons.example', 'v=spf1 192.0.2.1 -all', 'has 192.0.2.1 in an SPF record'],
    ['commons.example', 'v=spf1 mx, -all', 'has mx, in an SPF record'],
    ['commons.example', 'v=spf1 redirect=a.example redirect=b.example', 'has redirect= twice in an SPF record'],
    ['_dmarc.commons.example', 'v=DMARC1; rua=mailto:a@commons.example', 'has no p= in a policy of DMARC'],
    ['_dmarc.commons.example', 'v=DMARC1; p=block', 'has p=block in a policy of DMARC'],
    ['_dmarc.commons.example', 'v=DMARC1; p=none; pct=101', 'has pct=101 in a policy of DMARC'],
    [
      '_dmarc.commons.example',
      'v=DMARC1; p=none; rua=a@commons.example',
      'sends reports of DMARC to a@commons.example',
    ],
    ['_dmarc.commons.example', 'v=DMARC1; p=none, sp=none', 'has p=none, sp=none in a policy of DMARC'],
    [key, 'v=DKIM1; k=rsa', 'has no p=, and so no key of DKIM'],
    [key, `k=rsa; v=DKIM1; p=${dkimKey}`, 'is no key of DKIM to receivers'],
    [key, `v=DKIM1; p=${dkimKey.slice(0, -8)}`, 'has an RSA key of DKIM that is not whole'],
    [key, `v=DKIM1; p=${dkimKey.slice(1)}`, 'has a key of DKIM that is not base64'],
    [key, 'v=DKIM1; p=-----BEGIN PUBLIC KEY-----', 'has a key of DKIM that is not base64'],
    [
      key,
      'v=DKIM1; k=ed25519; p=MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=',
      'has a key of ed25519 with 44 bytes',
    ],
    [
      key,
      'v=DKIM1; p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAK0D7h0tO4Wq0m8E8hYyq0Ck9N0d2mYxI0m3nH6r1R5X0oJ2cM9l8v7QeYQ0r2pT8r3J9eV2m6lQwz5qH8m0m0cCAwEAAQ==',
      'has an RSA key of DKIM with less than 1024 bits',
    ],
  ])('at %s: %s is refused', (name, text, reason) => {
    expect(reasons(name, text)).toEqual([expect.stringContaining(reason)]);
  });
});

test.each([
  ['SRV', '_chat._tcp.commons.example', '{ port: 0, target: chat.commons.example }', 'is 0, at which nothing is'],
  ['CAA', 'commons.example', "{ tag: issue, value: 'https://letsencrypt.org' }", 'names no authority'],
  ['CAA', 'commons.example', '{ tag: issue, value: "Let\'s Encrypt" }', 'names no authority'],
  [
    'TLSA',
    '_443._https.commons.example',
    `{ usage: dane-ee, data: ${'ab'.repeat(32)} }`,
    'does not begin with a port and a protocol',
  ],
])('%s %s %s is refused', (type, name, value, reason) => {
  expect(reasonsOf(type, name, value)).toEqual([expect.stringContaining(reason)]);
});

test.each([
  ['SRV', '_chat._tcp.commons.example', "{ port: 0, target: '.' }"],
  [
    'CAA',
    'commons.example',
    "{ tag: issue, value: 'letsencrypt.org; validationmethods=dns-01; accounturi=https://acme.example/acct/1' }",
  ],
  ['CAA', 'old.commons.example', "{ tag: issuewild, value: ';' }"],
  ['TLSA', '_443._udp.commons.example', `{ usage: dane-ee, data: ${'ab'.repeat(32)} }`],
])('%s %s %s is taken', (type, name, value) => {
  expect(reasonsOf(type, name, value)).toEqual([]);
});
