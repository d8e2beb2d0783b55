import { changed, minimalTenant } from '../../support/environment-folder';
import { aliasEntry as alias, recordEntry as record, toldOfRecords as told } from '../../support/declared-records';

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
