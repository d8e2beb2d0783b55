import { distinctRecordsRule } from '../../../lib/verify/distinct-records';
import { renderedFiles } from './rendered-files';

const zone = (domain: string, ...records: readonly string[]) => ({
  [`dns/${domain}.zone`]: `$ORIGIN ${domain}.\n$TTL 3600\n${records.map((record) => `${record} ; a test\n`).join('')}`,
});

const told = (...zones: readonly Readonly<Record<string, string>>[]) =>
  distinctRecordsRule
    .findings(renderedFiles({}, {}, Object.assign({}, ...zones) as Record<string, string>))
    .map(({ place, reason }) => `${place}: ${reason}`);

test('records that fit beside one another are taken', () => {
  expect(
    told(
      zone(
        'commons.example',
        '@ IN TXT "v=spf1 mx -all"',
        '@ IN TXT "site; verification"',
        '@ IN MX 10 mx.example.',
        'lab IN NS ns.lab.commons.example.',
        'lab IN DS 1 13 2 00',
        'ns.lab 60 IN A 192.0.2.1',
        'www IN CNAME a.example.',
      ),
      zone('deep.commons.example', 'www IN CNAME a.example.'),
    ),
  ).toEqual([]);
});

test.each([
  ['a record twice', ['@ IN MX 10 mx.example.', '@ IN MX 10 mx.example.'], 'commons.example MX: it is there twice'],
  [
    'an alias beside another record',
    ['www IN CNAME a.example.', 'www IN TXT "x"'],
    'www.commons.example CNAME: it is an alias beside other records',
  ],
  [
    'a record below a delegation',
    ['lab IN NS ns.example.', 'www.lab IN A 192.0.2.1'],
    'www.lab.commons.example A: it is in the zone lab.commons.example, which is delegated',
  ],
])('%s is found', (_, records, words) => {
  expect(told(zone('commons.example', ...records))).toEqual([`dns/commons.example.zone: ${words}`]);
});

test('two sender policies are found, whoever wrote them', () => {
  expect(told(zone('commons.example', '@ IN TXT "v=spf1 mx -all"', '@ IN TXT "v=spf1 a -all"'))).toEqual([
    'dns/commons.example.zone: commons.example TXT: it is one of several sender policies',
    'dns/commons.example.zone: commons.example TXT: it is one of several sender policies',
  ]);
});

test('a record in the file of another domain is found', () => {
  expect(told(zone('commons.example', 'www.deep IN A 192.0.2.1'), zone('deep.commons.example'))).toEqual([
    'dns/commons.example.zone: www.deep.commons.example A: it belongs into dns/deep.commons.example.zone',
  ]);
});
