import { operators } from '../../../model/data/operators';
import { offeredVersion, packageManifests } from '../../../lib/operations/offered-versions';

const operatorNamed = (name: string) => {
  const found = operators.find((each) => each.package === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
};
const postgres = operatorNamed('cloudnative-pg');

const offered = (catalogSource: string, name: string, versions: readonly string[], of = 'cloudnative-pg') =>
  packageManifests(
    JSON.stringify({
      items: [
        {
          metadata: { name: of },
          status: {
            catalogSource,
            channels: [
              {
                name,
                currentCSV: `${of}.v${versions[0] ?? ''}`,
                entries: versions.map((version) => ({ name: `${of}.v${version}`, version })),
              },
            ],
          },
        },
      ],
    }),
  );

test('the newest of the channel is what is pinned', () => {
  const manifests = offered('certified-operators', 'stable-v1', ['1.30.1', '1.30.0']);
  expect(offeredVersion(postgres, '4.20', manifests)).toEqual({ version: 'cloudnative-pg.v1.30.1' });
});

test('a release that stays on a line gets the newest of it, by its numbers', () => {
  const manifests = offered('certified-operators', 'stable-v1', ['1.30.1', '1.29.9', '1.29.10', '1.2.0']);
  expect(offeredVersion(postgres, '4.17', manifests)).toEqual({ version: 'cloudnative-pg.v1.29.10' });
});

test.each([
  [
    'another catalogue',
    offered('community-operators', 'stable-v1', ['1.30.1']),
    '4.20',
    'certified-operators does not offer it',
  ],
  [
    'another package',
    offered('certified-operators', 'stable-v1', ['1.30.1'], 'other'),
    '4.20',
    'certified-operators does not offer it',
  ],
  [
    'another channel',
    offered('certified-operators', 'beta', ['1.30.1']),
    '4.20',
    'certified-operators has no channel stable-v1 of it, but beta',
  ],
  [
    'a newer line alone',
    offered('certified-operators', 'stable-v1', ['1.30.1']),
    '4.17',
    'stable-v1 has no version of 1.29, the line for 4.17',
  ],
] as const)('with %s there is nothing to pin, and the reason is told', (_, manifests, release, because) => {
  expect(offeredVersion(postgres, release, manifests)).toEqual({ because });
});

test('what a release has as a chart is in no catalogue', () => {
  const secrets = operatorNamed('openshift-external-secrets-operator');
  expect(offeredVersion(secrets, '4.17', [])).toEqual({ because: 'no catalogue has it for 4.17' });
});
