import { uniqueNamesRule } from '../../../lib/verify/unique-names';
import { renderedFiles } from './rendered-files';

const role = (RoleName?: string) => ({ Type: 'AWS::IAM::Role', Properties: { RoleName } });
const findings = (resources: Readonly<Record<string, unknown>>) =>
  uniqueNamesRule.findings(renderedFiles({}, resources)).map(({ place, reason }) => `${place} ${reason}`);

test.each([
  ['roles', { Plan: role('x-backup-deletion'), Service: role('x-backup-deletion') }, 'x-backup-deletion'],
  [
    'buckets',
    {
      Plan: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'x-logs-1-us-east-1' } },
      Service: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'x-logs-1-us-east-1' } },
    },
    'x-logs-1-us-east-1',
  ],
])('two %s of one name are found', (_, resources, name) => {
  expect(findings(resources)).toEqual([
    `aws/testing.template.json Service is called ${name}, and so is aws/testing.template.json Plan`,
  ]);
});

test('a role and a bucket may have one name, and what CloudFormation names is nobody’s', () => {
  const bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'x-logs' } };
  expect(findings({ A: role('x-logs'), B: bucket, C: role(), D: role() })).toEqual([]);
});
