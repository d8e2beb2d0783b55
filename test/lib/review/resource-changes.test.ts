import { resourceChanges } from '../../../lib/review/resource-changes';
import type { RenderedTemplate } from '../../../lib/review/rendered-snapshot';

const bucketPolicy = (properties: Readonly<Record<string, unknown>>): RenderedTemplate => ({
  file: 'aws/test-storage.template.json',
  stack: 'test-storage',
  template: {
    Resources: { Policy: { Type: 'AWS::S3::BucketPolicy', Properties: properties, Metadata: {} } },
  },
});

test('a resource policy without a document is compared like any other', () => {
  const changes = resourceChanges(
    'aws/test-storage.template.json',
    bucketPolicy({ Bucket: 'uploads' }),
    bucketPolicy({ Bucket: 'files' }),
  );
  expect(changes.map(({ logicalId, impact, replacing }) => ({ logicalId, impact, replacing }))).toEqual([
    { logicalId: 'Policy', impact: 'replace', replacing: ['Bucket'] },
  ]);
});
