import { changed, load, minimalEnvironment } from '../support/environment-folder';
import { fullEnvironment } from '../support/full-environment';

const text = fullEnvironment['environment.yaml'] ?? '';

test('zones in another order, of an environment and of its pools, are the same environment, so not a byte changes', () => {
  const reversed = text.replaceAll(/zones: \[(us-east-1[^\]]*)\]/g, (_, zones: string) => {
    return `zones: [${zones.split(', ').reverse().join(', ')}]`;
  });
  expect(reversed).toContain('zones: [us-east-1d, us-east-1c, us-east-1b, us-east-1a]\n');
  expect(reversed).toContain('      zones: [us-east-1c, us-east-1b, us-east-1a]\n');
  const { environment } = load({ ...fullEnvironment, 'environment.yaml': reversed });
  // As text: services have functions, which are never equal.
  expect(JSON.stringify(environment)).toBe(JSON.stringify(load(fullEnvironment).environment));
  expect(environment.cluster.pools.map(({ zones }) => zones)).toContainEqual([
    'us-east-1a',
    'us-east-1b',
    'us-east-1c',
  ]);
});

test('a pool without zones of its own has none, and a wrong zone is told at its place in the file', () => {
  expect(load({}).environment.cluster.pools.every((pool) => !('zones' in pool) || pool.zones !== undefined)).toBe(true);
  const wrong = changed(minimalEnvironment, 'zones: [us-east-1a,', 'zones: [us-west-2a,');
  expect(() => load({ 'environment.yaml': wrong })).toThrow('zones[0]: us-west-2a is not a zone of us-east-1');
});
