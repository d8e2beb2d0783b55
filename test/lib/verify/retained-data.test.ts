import { retainedDataRule } from '../../../lib/verify/retained-data';
import { renderedFiles } from './rendered-files';

const places = (resource: Readonly<Record<string, unknown>>) =>
  retainedDataRule.findings(renderedFiles({}, { Shelf: resource })).map(({ place }) => place);

const kept = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };

test.each([
  ['nothing says that it stays', {}],
  ['it goes with its stack', { ...kept, DeletionPolicy: 'Delete' }],
  ['it goes when it is replaced', { ...kept, UpdateReplacePolicy: 'Snapshot' }],
])('a bucket is found when %s', (_, policies) => {
  expect(places({ Type: 'AWS::S3::Bucket', ...policies })).toEqual(['testing AWS::S3::Bucket Shelf']);
});

test('what stays, what holds nothing, and what says why it goes are no matter', () => {
  expect(places({ Type: 'AWS::KMS::Key', ...kept })).toEqual([]);
  expect(places({ Type: 'AWS::KMS::Key', ...kept, DeletionPolicy: 'RetainExceptOnCreate' })).toEqual([]);
  expect(places({ Type: 'AWS::EC2::SecurityGroup' })).toEqual([]);
  const Metadata = { 'commons-platform/transient-because': 'Nobody needs it after a day.' };
  expect(places({ Type: 'AWS::S3::Bucket', Metadata })).toEqual([]);
});

test('what others hold on to is listed, and need not be retained', () => {
  expect(places({ Type: 'AWS::EC2::VPC' })).toEqual([]);
  expect(places({ Type: 'AWS::ElastiCache::ReplicationGroup', DeletionPolicy: 'Snapshot' })).toEqual([]);
});
