import { tagValuesRule } from '../../../lib/verify/tag-values';
import { renderedFiles } from './rendered-files';

const findings = (key: string, value: unknown) =>
  tagValuesRule
    .findings(
      renderedFiles({}, { Bucket: { Type: 'AWS::S3::Bucket', Properties: { Tags: [{ Key: key, Value: value }] } } }),
    )
    .map(({ reason }) => reason);

test('a tag that S3 refuses when it makes the bucket is found', () => {
  expect(findings('purpose', 'Archives of databases, for restores')).toEqual([
    'has the tag purpose with a value that AWS refuses: Archives of databases, for restores',
  ]);
  expect(findings('purpose', 'Files (of hosts)')).toHaveLength(1);
  expect(findings('purpose', 'x'.repeat(257))).toHaveLength(1);
  expect(findings('who, what', 'x')).toEqual(['has the tag who, what, a key that AWS refuses']);
});

test('a tag that every service takes is no finding, nor one that AWS writes', () => {
  expect(findings('commons-platform/purpose', 'Büro + Tür: a-b_c=d.e/f@g')).toEqual([]);
  expect(findings('name', { Ref: 'AWS::StackName' })).toEqual([]);
});

test('tags are read where a type has a map of them', () => {
  const resources = { Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Tags: { purpose: 'b, c' } } } };
  expect(tagValuesRule.findings(renderedFiles({}, resources))).toHaveLength(1);
});
