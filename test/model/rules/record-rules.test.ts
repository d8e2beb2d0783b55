import { aliasEntry as alias, recordEntry as record, toldOfRecords as told } from '../../support/declared-records';
import { changed, completeFacts, minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';

const tenant = { 'tenants/site.yaml': minimalTenant };
const because = 'because: The tests need it';

test('records that fit are taken', () => {
  expect(
    told([
      record('A', 'old.commons.example', '192.0.2.9'),
      record('MX', 'commons.example', '{ preference: 10, host: mx.other.example }'),
      record('TXT', 'commons.example', "'v=spf1 mx -all', 'site-verification=1'"),
      record('TXT', '_dmarc.commons.example', "'v=DMARC1; p=none'"),
      record('NS', 'lab.commons.example', 'ns.lab.commons.example, ns.other.example'),
      record('A', 'ns.lab.commons.example', '192.0.2.10'),
      alias('chat.commons.example', 'commons.chat.example'),
      record(
        'CAA',
        'commons.example',
        "{ tag: issue, value: letsencrypt.org }, { tag: issuemail, value: ';' }, { tag: iodef, value: 'mailto:a@commons.example' }",
      ),
      record('SRV', '_imap._tcp.commons.example', "{ port: 0, target: '.' }"),
      record('SRV', '_xmpp-server._tcp.commons.example', '{ port: 5269, target: chat.other.example }'),
    ]),
  ).toEqual([]);
});

test.each([
  [
    'a name outside the domain',
    [record('A', 'www.other.example', '192.0.2.9')],
    'records[0].name: www.other.example is not in commons.example',
    'write a name below commons.example, all of it',
  ],
  [
    'a service that is nowhere and somewhere',
    [record('SRV', '_imap._tcp.commons.example', "{ port: 0, target: '.' }, { port: 143, target: a.example }")],
    'records[0].values: say that the service is nowhere, and where it is',
    "remove the value with target '.', or all others",
  ],
  [
    'a target with a dot at its end',
    [record('SRV', '_imap._tcp.commons.example', '{ port: 143, target: a.example. }')],
    'records[0].values[0].target: is not a full name as DNS has it',
    'write a.example',
  ],
  [
    'name servers that are none',
    [record('NS', 'lab.commons.example', "'.'")],
    'records[0].values[0]: is not a full name',
    'write all of it in lower case, without a dot at the end, like www.commons.example',
  ],
  [
    'an address that is none',
    [record('A', 'old.commons.example', '192.0.2.256')],
    'records[0].values[0]: is not an IPv4 address',
    'write it like 192.0.2.1',
  ],
  [
    'an alias at the apex',
    [alias('commons.example', 'commons.hosting.example')],
    'records[0].name: is the apex of the domain, where DNS allows no alias',
    'write A and AAAA records, or take a name below it such as www',
  ],
  [
    'name servers of the domain itself',
    [record('NS', 'commons.example', 'ns.other.example')],
    'records[0].name: are the name servers of the domain itself, which its DNS provider keeps',
    'remove it, and change them at the registrar',
  ],
  [
    'a record that a service makes',
    [alias('site.commons.example', 'old.other.example')],
    'records[0].name: the CNAME record of site.commons.example is made by this environment: tenant site',
    'remove it here',
  ],
  [
    'a record beside an alias that a service makes',
    [record('MX', 'site.commons.example', '{ preference: 10, host: mx.other.example }')],
    'records[0].name: site.commons.example is an alias, and an alias stands alone: tenant site',
    'choose another name for this record',
  ],
  [
    'an alias beside another record',
    [record('TXT', 'chat.commons.example', "'a note'"), alias('chat.commons.example', 'commons.chat.example')],
    'records[1].name: chat.commons.example has a record of type TXT too, and an alias stands alone',
    'choose another name for one of them',
  ],
  [
    'one name and type in two places',
    [record('A', 'old.commons.example', '192.0.2.9'), record('A', 'old.commons.example', '192.0.2.10')],
    'records[1].name: A of old.commons.example is at records[0] already',
    'write the values there',
  ],
  [
    'a value twice',
    [record('A', 'old.commons.example', '192.0.2.9, 192.0.2.9')],
    'records[0].values[1]: repeats values[0]',
    'remove one of them',
  ],
  [
    'a mail server that is an alias of ours',
    [record('MX', 'commons.example', '{ preference: 10, host: site.commons.example }')],
    'records[0].values[0].host: site.commons.example is an alias, which MX records may not lead to',
    'write the name that it is an alias of, or one with addresses',
  ],
  [
    'a service at a declared alias',
    [
      alias('chat.commons.example', 'commons.chat.example'),
      record('SRV', '_xmpp-server._tcp.commons.example', '{ port: 5269, target: chat.commons.example }'),
    ],
    'records[1].values[0].target: chat.commons.example is an alias, which SRV records may not lead to',
    'write the name that it is an alias of, or one with addresses',
  ],
  [
    'a delegation of a zone of ours',
    [record('NS', 'openshift.commons.example', 'ns.other.example')],
    'records[0].name: the NS record of openshift.commons.example is made by this environment: cluster zone',
    'remove it here',
  ],
  [
    'a name in a zone of ours',
    [record('A', 'old.openshift.commons.example', '192.0.2.9')],
    'records[0].name: old.openshift.commons.example is in the zone openshift.commons.example (cluster zone), which Route 53 answers for',
    'choose a name outside openshift.commons.example',
  ],
  [
    'a name in a zone of somebody else',
    [record('NS', 'lab.commons.example', 'ns.other.example'), record('A', 'old.lab.commons.example', '192.0.2.9')],
    'records[1].name: old.lab.commons.example is in the zone lab.commons.example, which is delegated to other name servers',
    'have it written there',
  ],
  [
    'text at the name of a zone of somebody else',
    [record('NS', 'lab.commons.example', 'ns.other.example'), record('TXT', 'lab.commons.example', "'a note'")],
    'records[1].name: lab.commons.example is delegated to other name servers, which answer for it',
    'have it written there',
  ],
  [
    'two sender policies',
    [record('TXT', 'commons.example', "'v=spf1 mx -all', 'v=spf1 include:other.example -all'")],
    'records[0].values[1]: commons.example has another text that begins with v=spf1',
    'join them in one: with two, receivers take none',
  ],
  [
    'a text that no provider takes',
    [record('TXT', 'commons.example', 'k'.repeat(4001))],
    'records[0].values[0]: is longer than 4000 characters',
    'shorten it: Route 53 and others take no longer text',
  ],
  [
    'a text in another script',
    [record('TXT', 'commons.example', 'Süd')],
    'records[0].values[0]: has characters that providers read differently',
    'write printable ASCII characters without a backslash',
  ],
  [
    'a text with a backslash',
    [record('TXT', 'commons.example', "'a\\b'")],
    'records[0].values[0]: has characters that providers read differently',
    'write printable ASCII characters without a backslash',
  ],
  [
    'a service without its protocol',
    [record('SRV', 'chat.commons.example', '{ port: 5269, target: chat.other.example }')],
    'records[0].name: does not begin with a service and a protocol',
    'write it like _xmpp-server._tcp.commons.example',
  ],
  [
    'a fingerprint that was cut off',
    [record('SSHFP', 'old.commons.example', `{ algorithm: rsa, fingerprint: ${'0a'.repeat(31)} }`)],
    'records[0].values[0].fingerprint: is not as long as its hash',
    'write 40 digits for sha-1, 64 for sha-256',
  ],
  [
    'whom nobody can tell of others who asked',
    [record('CAA', 'commons.example', '{ tag: iodef, value: sre@commons.example }')],
    'records[0].values[0].value: is no address',
    'write mailto: and a mail address, or an https address',
  ],
  [
    'an authority list that shuts out our own',
    [record('CAA', 'commons.example', "{ tag: issue, value: ca.other.example }, { tag: issuewild, value: ';' }")],
    'records[0].values: lets Let’s Encrypt issue no certificate for site.commons.example and 2 more',
    'add { tag: issue, value: letsencrypt.org }, or say it at a name that has no such host below',
  ],
  [
    'an authority list for wildcards alone that shuts out our own',
    [record('CAA', 'commons.example', "{ tag: issuewild, value: ';' }")],
    'records[0].values: lets Let’s Encrypt issue no certificate for *.apps.commons.openshift.commons.example',
    'add { tag: issuewild, value: letsencrypt.org }, or say it at a name that has no such host below',
  ],
  [
    'an authority that may not look where we answer',
    [record('CAA', 'commons.example', "{ tag: issue, value: 'letsencrypt.org; validationmethods=http-01' }")],
    'records[0].values: lets Let’s Encrypt issue no certificate for site.commons.example and 2 more',
    'add { tag: issue, value: letsencrypt.org }, or say it at a name that has no such host below',
  ],
])('%s is refused', (_, records, reason, remedy) => {
  expect(told(records)).toEqual([reason, remedy]);
});

test.each([
  ['capitals', 'WWW.commons.example', 'write www.commons.example'],
  ['a dot at the end', 'www.commons.example.', 'write www.commons.example'],
  ['other letters than DNS has', 'bücher.commons.example', 'write xn--bcher-kva.commons.example'],
])('a name with %s is refused with the one that is meant', (_, name, remedy) => {
  expect(told([record('A', name, '192.0.2.9')])).toEqual(['records[0].name: is not a full name as DNS has it', remedy]);
});

test.each([
  'www',
  'a b.commons.example',
  '-a.commons.example',
  `${'a'.repeat(64)}.commons.example`,
  'a..commons.example',
])('%j is no full name', (name) => {
  expect(told([record('A', JSON.stringify(name), '192.0.2.9')])[0]).toBe('records[0].name: is not a full name');
});

test('authorities named closer to a host are those that count', () => {
  const wild = record('CAA', 'commons.example', "{ tag: issue, value: ';' }");
  const closer = ['site.commons.example', 'openshift.commons.example'];
  expect(told([wild, record('CAA', closer[0] ?? '', '{ tag: issue, value: letsencrypt.org }')])[0]).toMatch(/alias/);
  const apex = { 'tenants/site.yaml': changed(minimalTenant, 'site.commons.example', 'a.site.commons.example') };
  expect(told([wild, record('CAA', closer[0] ?? '', '{ tag: issue, value: letsencrypt.org }')], apex)).toEqual([
    'records[0].values: lets Let’s Encrypt issue no certificate for api.commons.openshift.commons.example and 1 more',
    'add { tag: issue, value: letsencrypt.org }, or say it at a name that has no such host below',
  ]);
});

test('the certificate of a Keycloak beside the cluster is Amazon’s', () => {
  const environment = changed(
    minimalEnvironment,
    'realms/commons\n',
    "realms/commons\n  keycloak: { placement: ecs, administrators: sre, directory: { none: 'Keycloak keeps people' }, adminHost: login.commons.example }\n",
  );
  const files = { ...tenant, 'environment.yaml': environment, 'facts.json': completeFacts };
  expect(told([record('CAA', 'commons.example', '{ tag: issue, value: letsencrypt.org }')], files)).toEqual([
    'records[0].values: lets Amazon issue no certificate for sso.commons.example and 1 more',
    'add { tag: issue, value: amazon.com }, or say it at a name that has no such host below',
  ]);
});

test('records in the file of a domain that another one contains, or that is none of ours', () => {
  const environment = changed(minimalEnvironment, '[commons.example]', '[commons.example, lab.commons.example]');
  expect(
    told([record('A', 'old.lab.commons.example', '192.0.2.9')], { ...tenant, 'environment.yaml': environment }),
  ).toEqual([
    'records[0].name: old.lab.commons.example is in lab.commons.example',
    'write it into records/lab.commons.example.yaml instead',
  ]);
  const text = `records: [{ ${record('A', 'old.common.example', '192.0.2.9')}, ${because} }]\n`;
  expect(report({ ...tenant, 'records/common.example.yaml': text })[0]).toBe(
    'records/common.example.yaml:1:1 common.example is not one of the registered domains',
  );
});

test('a file beside them that is not read is told', () => {
  expect(report({ ...fullEnvironment, 'records/commons.example.zone.json': '{}' })).toEqual([
    'records/commons.example.zone.json:1:1 is not read',
    'rename it to commons.example.zone.yaml, or remove it',
  ]);
});
