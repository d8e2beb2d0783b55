import { protectedStacksRule } from '../../../lib/verify/protected-stacks';
import type { RenderedStack } from '../../../lib/stack-list';
import { renderedFiles } from './rendered-files';

const stack = (terminationProtection: boolean): RenderedStack => ({
  file: 'aws/stacks.yaml',
  name: 'testing',
  account: '111122223333',
  region: 'eu-central-1',
  terminationProtection,
  dependencies: [],
  tags: {},
});

const found = (isProtected: boolean, resources: Readonly<Record<string, unknown>>) =>
  protectedStacksRule
    .findings({ ...renderedFiles({}, resources), stacks: [stack(isProtected)] })
    .map(({ place, reason }) => `${place} ${reason}`);

test('a stack that holds data and is not protected is a finding, with what it holds', () => {
  const data = { Uploads: { Type: 'AWS::S3::Bucket' }, Key: { Type: 'AWS::KMS::Key' } };
  expect(found(false, data)).toEqual([
    'aws/stacks.yaml testing it holds Uploads and 1 more, and can be deleted with one command',
  ]);
  expect(found(true, data)).toEqual([]);
});

test('one without data may go', () => {
  expect(found(false, { Topic: { Type: 'AWS::SNS::Topic' } })).toEqual([]);
});
