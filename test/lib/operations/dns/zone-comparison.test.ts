import { ownershipLabel } from '../../../../lib/operations/dns/ownership';
import { compareZone } from '../../../../lib/operations/dns/zone-comparison';
import type { ZoneChange } from '../../../../lib/operations/dns/zone-plan';

const add = (type: string, name: string, value: string): ZoneChange => ({
  kind: 'create',
  name,
  type,
  before: undefined,
  after: [value],
  ttl: 3600,
});
const remove = (type: string, name: string, value: string): ZoneChange => ({
  kind: 'delete',
  name,
  type,
  before: [value],
  after: undefined,
  ttl: 3600,
});
const change = (type: string, name: string, before: string, after: string): ZoneChange => ({
  kind: 'update',
  name,
  type,
  before: [before],
  after: [after],
  ttl: 3600,
});
const mark = (set: string, environment = 'testing') =>
  remove('TXT', `${ownershipLabel}.${set}`, `environment=${environment}`);

const compare = (changes: readonly ZoneChange[], ...takeOver: readonly string[]) =>
  compareZone({
    environment: 'testing',
    domain: 'commons.example',
    wanted: [{ host: 'www.commons.example', type: 'A', value: '192.0.2.1' }],
    changes,
    takeOver,
  });

const nothing = { conflicts: [], foreign: [], leaving: [] };

test('a place that is free is taken', () => {
  expect(compare([add('A', 'www', '192.0.2.1')])).toEqual(nothing);
});

test('a record without a mark stays, and one with our mark goes', () => {
  expect(
    compare([remove('A', 'printer', '192.0.2.7'), remove('A', 'old', '192.0.2.9'), mark('a.old'), mark('a.gone')]),
  ).toEqual({
    conflicts: [],
    foreign: [expect.objectContaining({ name: 'printer', type: 'A' }) as unknown],
    leaving: [{ name: 'old', type: 'A' }],
  });
});

test('a mark is about one type of one name', () => {
  const { foreign, leaving } = compare([
    remove('AAAA', 'old', '2001:db8::9'),
    remove('TXT', '', 'x'),
    mark('a.old'),
    mark('a'),
  ]);
  expect({ foreign, leaving }).toMatchObject({ foreign: [{ type: 'AAAA' }, { type: 'TXT' }], leaving: [] });
});

test('a wildcard is marked by a name that DNS takes literally', () => {
  expect(compare([remove('A', '*.old', '192.0.2.9'), mark('a._wildcard.old')]).leaving).toEqual([
    { name: '*.old', type: 'A' },
  ]);
});

test('another environment’s mark keeps a record, and is a conflict where we want that very record', () => {
  expect(compare([remove('A', 'old', '192.0.2.9'), mark('a.old', 'production')])).toMatchObject({
    conflicts: [],
    foreign: [{ name: 'old' }],
    leaving: [],
  });
  expect(compare([mark('a.www', 'production')], 'www.commons.example').conflicts).toEqual([
    {
      host: 'www.commons.example',
      reason: 'A of www.commons.example is marked as that of another: environment=production',
      remedy: 'remove it there and push that first, or here',
    },
  ]);
});

test.each([
  ['other values', [change('A', 'www', '192.0.2.9', '192.0.2.1')]],
  ['an alias where a record is wanted', [add('A', 'www', '192.0.2.1'), remove('CNAME', 'www', 'a.example.')]],
  ['a record where an alias is wanted', [add('CNAME', 'www', 'a.example.'), remove('A', 'www', '192.0.2.9')]],
])('%s without a mark are a conflict, until they are taken over by name', (_, changes) => {
  expect(compare(changes).conflicts).toMatchObject([{ host: 'www.commons.example' }]);
  expect(compare(changes, 'www.commons.example')).toMatchObject({ conflicts: [], foreign: [] });
  expect(compare(changes, 'commons.example').conflicts).toHaveLength(1);
});

test('what is taken over goes only where it is in the way', () => {
  const changes = [add('A', 'www', '192.0.2.1'), remove('CNAME', 'www', 'a.example.'), remove('TXT', 'chat', 'theirs')];
  expect(compare(changes, 'www.commons.example', 'chat.commons.example')).toMatchObject({
    foreign: [{ name: 'chat' }],
    leaving: [{ name: 'www', type: 'CNAME' }],
  });
});

test('other values of ours are changed, and another time to live is no conflict', () => {
  expect(compare([change('A', 'www', '192.0.2.9', '192.0.2.1'), mark('a.www')])).toEqual(nothing);
  expect(compare([change('A', 'www', '192.0.2.1', '192.0.2.1')])).toEqual(nothing);
});

test('an alias of ours makes room for a record of ours', () => {
  expect(
    compare([add('A', 'www', '192.0.2.1'), remove('CNAME', 'www', 'a.example.'), mark('cname.www')]),
  ).toMatchObject({ conflicts: [], leaving: [{ name: 'www', type: 'CNAME' }] });
});
