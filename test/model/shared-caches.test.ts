import { resourceNames } from '../../model/naming';
import { keyPrefix } from '../../model/shared-caches';

const names = resourceNames({ name: 'production-1', account: '111122223333', region: 'us-east-1' });
const longest = { tenant: 't'.repeat(20), service: 's'.repeat(16) };

test('two pairs that a hyphen would make one are two users, with keys and secrets of their own', () => {
  const [one, other] = [
    { tenant: 'maps', service: 'archive-tiles' },
    { tenant: 'maps-archive', service: 'tiles' },
  ];
  for (const nameOf of [
    (user: typeof one) => names.cacheUser('general', user),
    (user: typeof one) => names.cacheSecret('general', user),
    keyPrefix,
  ])
    expect(nameOf(one)).not.toBe(nameOf(other));
});

test('no prefix begins another, whatever the names', () => {
  const prefixes = ['a', 'ab', 'a-b'].flatMap((tenant) =>
    ['a', 'ab', 'b-a'].map((service) => keyPrefix({ tenant, service })),
  );
  for (const prefix of prefixes) {
    expect(prefixes.filter((other) => other.startsWith(prefix))).toEqual([prefix]);
  }
});

test('ids are as short as ElastiCache wants them, and of its letters', () => {
  for (const user of [longest, 'nameless'] as const) {
    expect(names.cacheUser('c'.repeat(20), user)).toMatch(/^[a-z][a-z0-9-]{0,39}$/);
  }
  // Unlike the caches' own passwords, those of a tenant are below its name.
  expect(names.cacheSecret('general', longest)).toMatch(/^production-1\/t{20}\/s{16}\/shared-cache-general$/);
});
