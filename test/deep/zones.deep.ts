import { zoneFiles, type ZoneFile } from '../../lib/operations/zone-files';
import { parseZone, type ZoneLine } from '../../lib/parse-zone';
import { loadEnvironment } from '../../model/load';
import { kinds } from '../../cdk8s/services/kinds';
import { load } from '../support/environment-folder';
import { everyKind } from '../support/every-kind';
import { environmentsUnderTest } from '../support/homes-under-test';
import { checkedZone, RealBind } from './support/bind';

const everything = (): readonly ZoneFile[] => {
  const { environment, facts } = load(everyKind);
  return zoneFiles(environment, facts);
};

const homes: readonly (readonly [string, () => readonly ZoneFile[]])[] = [
  ['a home that says everything', everything],
  ...environmentsUnderTest.map(
    ({ title, home, name }) =>
      [
        title,
        () => {
          const { environment, facts } = loadEnvironment(home.environments, name, kinds);
          return zoneFiles(environment, facts);
        },
      ] as const,
  ),
];

test.each(homes)('BIND takes every zone file of %s as its own check likes it best', (_, zones) => {
  for (const { domain, text } of zones()) expect({ domain, ...checkedZone(domain, text) }).toMatchObject({ code: 0 });
});

test.each([
  ['an alias beside another record', 'www IN CNAME a.example.\nwww IN A 192.0.2.1\n', /CNAME and other data/],
  ['a mail server that is an alias', '@ IN MX 10 www\nwww IN CNAME a.example.\n', /is a CNAME/],
  ['a string that is too long', `@ IN TXT "${'k'.repeat(256)}"\n`, /text|string|ran out|too/i],
])('that check finds %s', (_, text, words) => {
  const { code, said } = checkedZone('commons.example', text);
  expect({ code, said }).toEqual({ code: 1, said: expect.stringMatching(words) as unknown });
});

describe('a name server with the files', () => {
  const zones = everything();
  let bind: RealBind;
  beforeAll(async () => {
    bind = await RealBind.start(Object.fromEntries(zones.map(({ domain, text }) => [domain, text])));
  }, 300_000);
  afterAll(() => bind.stop());

  const lines = zones.flatMap(({ text }) => parseZone(text).records);
  const sets = [...new Set(lines.map(({ host, type }) => `${host} ${type}`))].map((set) => set.split(' '));

  test('has records of every type', () => {
    expect([...new Set(lines.map(({ type }) => type))].sort()).toEqual(
      ['A', 'AAAA', 'CAA', 'CNAME', 'DS', 'MX', 'NS', 'SRV', 'SSHFP', 'TLSA', 'TXT'].sort(),
    );
  });

  test.each(sets)('answers %s %s as declared', (host = '', type = '') => {
    const declared = lines
      .filter((line) => line.host === host && line.type === type)
      .map(toComparable)
      .sort();
    // A server answers a wildcard by any name below it.
    const answers = bind.dig(host, type).map((value) => toComparable({ host, type, value }));
    expect(answers.sort()).toEqual(declared);
  });

  test('a long key is what was declared once its strings are joined', () => {
    const [value = ''] = bind.dig('mail._domainkey.commons.example', 'TXT');
    const declared = load(everyKind).environment.records.find(({ name }) => name.startsWith('mail._domainkey'));
    expect(declared?.type === 'TXT' && declared.values[0]).toBe(value.slice(1, -1).split('" "').join(''));
    expect(value.split('" "').length).toBeGreaterThan(1);
  });
});

/** Digests are written with and without spaces and capitals. */
const toComparable = ({ type, value }: ZoneLine): string =>
  ['DS', 'SSHFP', 'TLSA'].includes(type) ? value.replaceAll(' ', '').toLowerCase() : value;
