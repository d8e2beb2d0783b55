import fc from 'fast-check';
import { closestMatch } from '../../model/closest-match';

test.each([
  ['comunity', ['account', 'community'], 'community'],
  ['ACCOUNT', ['account', 'community'], 'account'],
  ['acount', ['count', 'account'], 'count'],
  ['zone', ['tone', 'zones'], 'tone'],
  ['zoneless', ['zones', 'zone'], undefined],
  ['zonesxx', ['zones'], 'zones'],
  ['zon', ['zones'], 'zones'],
  ['prot', ['port', 'path'], 'port'],
  ['flowlogs', ['flowLogs'], 'flowLogs'],
  ['subnetworks', ['network', 'networks'], 'networks'],
  ['stage', ['staging'], undefined],
  ['xy', ['ab'], 'ab'],
  ['xyz', ['abc'], undefined],
  ['firewall', ['cdn', 'denied'], undefined],
  ['anything', [], undefined],
])('%s among %j is %s', (word, candidates, expected) => {
  expect(closestMatch(word, candidates)).toBe(expected);
});

const words = fc.array(
  fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'F'), minLength: 3, maxLength: 12 }),
  {
    minLength: 1,
  },
);
const one = { seed: 1 };

test('a candidate itself is nearest to itself', () => {
  fc.assert(
    fc.property(words, fc.nat(), (candidates, index) => {
      const word = candidates[index % candidates.length] ?? '';
      expect(closestMatch(word, candidates)?.toLowerCase()).toBe(word.toLowerCase());
    }),
    one,
  );
});

test('a slip of one letter never hides what was meant', () => {
  fc.assert(
    fc.property(words, fc.nat(), fc.constantFrom('', 'x', 'yz'), (candidates, at, instead) => {
      const [meant = ''] = candidates;
      const position = at % meant.length;
      const slip = meant.slice(0, position) + instead + meant.slice(position + 1);
      expect(candidates).toContain(closestMatch(slip, candidates));
      expect(closestMatch(slip, [meant])).toBe(meant);
    }),
    one,
  );
});
