import { stringify } from 'yaml';
import { renderedSecretsRule } from '../../../lib/verify/rendered-secrets';
import { renderedFiles } from './rendered-files';

const reasons = (content: Readonly<Record<string, unknown>>) =>
  renderedSecretsRule
    .findings(
      renderedFiles({
        'cluster/library/settings.yaml': stringify({
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'settings', namespace: 'library' },
          ...content,
        }),
      }),
    )
    .map(({ reason }) => reason.replace(' is not a setting that an operator reads from a Secret', ''));

test.each([
  ['password', 'library-logs'],
  ['region', 'hunter2hunter2 hunter2'],
  ['connection', 'provider: AWS\nregion: us-east-1\naws_secret_access_key: wJalrXUtnFEMI\n'],
  ['credentials', '[default]\naws_secret_access_key = wJalrXUtnFEMI\n'],
])('%s is found when it is %j', (key, value) => {
  expect(reasons({ stringData: { [key]: value } })).toEqual([key]);
});

test('whatever is encoded is found', () => {
  expect(reasons({ data: { region: 'dXMtZWFzdC0x' } })).toEqual(['region']);
});

test('settings are no matter', () => {
  expect(
    reasons({
      stringData: {
        bucketnames: 'library-logs',
        region: 'eu-north-1',
        connection: 'provider: AWS\nregion: eu-north-1\nuse_iam_profile: true\n',
      },
    }),
  ).toEqual([]);
});
