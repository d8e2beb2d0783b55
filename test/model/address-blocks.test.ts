import fc from 'fast-check';
import { blocksOverlap, containsBlock, toBlock } from '../../model/address-blocks';

/** An IPv4 block as number and prefix length, with no bits set behind its prefix. */
const anyBlock = fc
  .tuple(fc.nat({ max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 32 }))
  .map(([number, prefix]) => ({ start: number - (number % 2 ** (32 - prefix)), prefix }));
type Block = Readonly<{ start: number; prefix: number }>;
const last = ({ start, prefix }: Block) => start + 2 ** (32 - prefix) - 1;
const bytes = (number: number) => [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256);
const asIpv4 = ({ start, prefix }: Block) => `${bytes(start).join('.')}/${prefix}`;
const asIpv6 = ({ start, prefix }: Block) => {
  const [a = 0, b = 0, c = 0, d = 0] = bytes(start);
  return `2001:db8:${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}::/${32 + prefix}`;
};

/** Half of the pairs are nested, which two random blocks hardly ever are. */
const pairs = fc.oneof(
  fc.tuple(anyBlock, anyBlock),
  fc.tuple(anyBlock, fc.nat({ max: 32 })).map(([block, prefix]): [Block, Block] => {
    const shorter = Math.min(block.prefix, prefix);
    return [block, { start: block.start - (block.start % 2 ** (32 - shorter)), prefix: shorter }];
  }),
);

describe('two blocks overlap', () => {
  test.each([
    ['IPv4', asIpv4],
    ['IPv6', asIpv6],
  ])('exactly when they share an %s address, in either order', (_, text) => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const shared = a.start <= last(b) && b.start <= last(a);
        expect(blocksOverlap(text(a), text(b))).toBe(shared);
        expect(blocksOverlap(text(b), text(a))).toBe(shared);
      }),
      { seed: 1 },
    );
  });

  test('never across families', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        expect(blocksOverlap(asIpv4(a), asIpv6(b))).toBe(false);
      }),
      { seed: 1 },
    );
    expect(blocksOverlap('0.0.0.0/0', '::/0')).toBe(false);
  });
});

test.each([
  ['203.0.113.7', '203.0.113.7/32'],
  ['203.0.113.7/24', '203.0.113.0/24'],
  ['2001:DB8:0::1', '2001:db8::1/128'],
  ['2001:db8::1/48', '2001:db8::/48'],
  ['::/0', '::/0'],
  ['203.0.113', undefined],
  ['010.0.0.1', undefined],
  ['203.0.113.7/33', undefined],
  ['203.0.113.7/', undefined],
  ['fe80::1%eth0', undefined],
  ['-', undefined],
])('%s is the block %s', (text, block) => expect(toBlock(text)).toBe(block));

test('a block contains itself and what is in it, and nothing around it', () => {
  expect(containsBlock('203.0.113.0/24', '203.0.113.0/24')).toBe(true);
  expect(containsBlock('203.0.113.0/24', '203.0.113.128/25')).toBe(true);
  expect(containsBlock('203.0.113.128/25', '203.0.113.0/24')).toBe(false);
  expect(containsBlock('203.0.113.0/24', '2001:db8::/64')).toBe(false);
});
