import { cdnNames, cdnRangeLists, type CdnRangeList } from '../../../../model/data/cdn-range-lists';
import { planCdnRanges, type CdnRanges } from '../../../../lib/operations/edge/cdn-ranges-plan';
import { load, minimalEnvironment } from '../../../support/environment-folder';

const list = cdnRangeLists.fastly;
const current: CdnRanges = { ipv4: ['192.0.2.0/24', '198.51.100.0/24'], ipv6: ['2001:db8:1::/48'] };
const { environment } = load({
  'environment.yaml': `${minimalEnvironment}  denied: [{ block: 203.0.113.96/28, slot: 1, until: 2027-06-30, because: Scrapes every issue }]\n`,
});
const plan = (published: string, from: CdnRangeList = list) => planCdnRanges(environment, current, published, from);
const json = (addresses: readonly unknown[], others: readonly unknown[] = current.ipv6) =>
  JSON.stringify({ addresses, ipv6_addresses: others });

test('new ranges come, others go, and halves of one are joined', () => {
  const published = ['198.51.100.0/25', '198.51.100.128/25', '203.0.112.0/24', '192.0.2.0/25'];
  expect(plan(json(published))).toEqual({
    ranges: {
      ipv4: ['192.0.2.0/25', '198.51.100.0/24', '203.0.112.0/24'],
      ipv6: ['2001:db8:1::/48'],
    },
    added: ['192.0.2.0/25', '203.0.112.0/24'],
    gone: ['192.0.2.0/24'],
  });
});

test('the same ranges change nothing, and half of the addresses is not less than half', () => {
  expect(plan(json(current.ipv4))).toMatchObject({ added: [], gone: [] });
  expect(plan(json(['192.0.2.0/24']))).toMatchObject({ gone: ['198.51.100.0/24'] });
});

test('a text with a block on each line, and the answer of each known CDN, are read', () => {
  expect(
    plan('# ours\n192.0.2.0/24\n\n2001:db8:1::/48\n', { url: 'https://cdn.example/list', lists: 'lines' }),
  ).toMatchObject({
    gone: ['198.51.100.0/24'],
  });
  const answers = {
    fastly: { addresses: current.ipv4, ipv6_addresses: current.ipv6 },
    cloudflare: { success: true, result: { ipv4_cidrs: current.ipv4, ipv6_cidrs: current.ipv6, etag: 'x' } },
  };
  for (const name of cdnNames) {
    expect(plan(JSON.stringify(answers[name]), cdnRangeLists[name])).toMatchObject({ added: [], gone: [] });
  }
});

test.each([
  ['nothing', '', 'is not a list of address blocks as the CDN publishes it'],
  ['a page', '<html></html>', 'is not a list of address blocks as the CDN publishes it'],
  ['another document', '{"addresses":[]}', 'is not a list of address blocks as the CDN publishes it'],
  ['an empty list', json([], []), 'has no range of IPv4'],
  ['no addresses of IPv6 any more', json(current.ipv4, []), 'has less than half of the ipv6 addresses that it had'],
  ['less than half', json(['192.0.2.0/25']), 'has less than half of the ipv4 addresses that it had'],
  [
    'as many others',
    json(['203.0.112.0/24', '203.0.114.0/24']),
    'has less than half of the ipv4 addresses that it had',
  ],
  ['everybody', json([...current.ipv4, '0.0.0.0/0']), 'has 0.0.0.0/0, which is more than one CDN'],
  ['what is no block', json([...current.ipv4, 'x', '203.0.112']), 'has 2 entries that are not blocks'],
  ['who is denied', json([...current.ipv4, '203.0.113.0/24']), 'has addresses of 203.0.113.96/28, which slot 1 denies'],
  [
    'more than fit',
    json([...current.ipv4, ...Array.from({ length: 50 }, (_, index) => `203.0.${index * 2}.0/25`)]),
    'has 52 ranges of ipv4, and a security group holds 45',
  ],
])('%s is refused', (_, published, reason) => {
  expect(plan(published)).toMatchObject({ problems: [{ file: list.url, reason }] });
});
