import { isWaiting, lossReason, lostFrom, resourceEntries, unlistedIn } from '../../lib/stateful-entries';
import { renderedFiles } from './verify/rendered-files';

const shelf = { place: 'library-storage', id: 'Shelf', name: 'library-books' };
const claim = { place: 'cluster/maps', id: 'maps/PersistentVolumeClaim/tiles' };

test('resources are listed with the names that their templates give, but for what is tenants’', () => {
  const { resources } = renderedFiles(
    {},
    {
      Shelf: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'books' } },
      Unnamed: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { Ref: 'Name' } } },
      Attic: { Type: 'AWS::KMS::Key', Properties: { Name: 'no property of a key' } },
      Yard: { Type: 'AWS::EC2::VPC' },
      Door: { Type: 'AWS::EC2::SecurityGroup' },
      Scrap: { Type: 'AWS::S3::Bucket', Metadata: { 'commons-platform/transient-because': 'Empty after a day.' } },
    },
  );
  const ofTenants = resources.map((each) => ({ ...each, stack: 'library-tenants-2' }));
  expect(resourceEntries([...ofTenants, ...resources])).toEqual([
    { place: 'testing', id: 'Shelf', name: 'books' },
    { place: 'testing', id: 'Unnamed' },
    { place: 'testing', id: 'Attic' },
    { place: 'testing', id: 'Yard' },
  ]);
});

test.each<[string, string]>([
  ['AWS::EC2::Subnet', ''],
  ['AWS::EC2::NetworkInterface', ''],
  ['AWS::ElasticLoadBalancing::LoadBalancer', 'LoadBalancerName'],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'Name'],
  ['AWS::ElastiCache::CacheCluster', 'ClusterName'],
  ['AWS::ElastiCache::ReplicationGroup', 'ReplicationGroupId'],
  ['AWS::ElastiCache::ServerlessCache', 'ServerlessCacheName'],
  ['AWS::IAM::OIDCProvider', 'Url'],
  ['AWS::SNS::Topic', 'TopicName'],
])('%s is listed, because others hold on to it', (Type, property) => {
  const { resources } = renderedFiles({}, { It: { Type, Properties: { [property]: 'named' } } });
  expect(resourceEntries(resources)).toEqual([
    { place: 'testing', id: 'It', name: property === '' ? undefined : 'named' },
  ]);
});

test('what is new, and what has no name in an older list, is not listed yet', () => {
  expect(unlistedIn([], [shelf, claim])).toEqual([shelf, claim]);
  expect(unlistedIn([{ place: shelf.place, id: shelf.id }], [shelf])).toEqual([shelf]);
  expect(unlistedIn([{ ...shelf, place: 'library-other' }], [shelf])).toEqual([shelf]);
  expect(unlistedIn([shelf, claim], [shelf, claim])).toEqual([]);
});

test('what is gone or has another name is lost; an object may come with another application', () => {
  expect(lostFrom([shelf, claim], [])).toEqual([
    { ...shelf, now: 'gone' },
    { ...claim, now: 'gone' },
  ]);
  expect(lostFrom([shelf], [{ ...shelf, name: 'library-shelf' }])).toEqual([
    { ...shelf, now: { name: 'library-shelf' } },
  ]);
  expect(lostFrom([shelf], [{ place: shelf.place, id: shelf.id }])).toEqual([{ ...shelf, now: 'unnamed' }]);
  expect(lostFrom([{ place: shelf.place, id: shelf.id }], [shelf])).toEqual([]);
  expect(lostFrom([claim], [{ ...claim, place: 'cluster/atlas' }])).toEqual([]);
  expect(lostFrom([shelf], [{ ...shelf, place: 'library-other' }])).toEqual([{ ...shelf, now: 'gone' }]);
});

test('what waits for a fact is known by its template or its application', () => {
  expect(isWaiting(shelf, ['aws/library-storage.template.json'])).toBe(true);
  expect(isWaiting(claim, ['cluster/maps'])).toBe(true);
  expect(isWaiting(claim, ['cluster/map', 'aws/cluster/maps.template.json'])).toBe(false);
});

test.each([
  [{ ...shelf, now: 'gone' as const }, 'library-storage no longer has Shelf: CloudFormation would no longer manage it'],
  [{ ...claim, now: 'gone' as const }, 'nothing that is rendered has maps/PersistentVolumeClaim/tiles: its data stays'],
  [{ ...shelf, now: 'unnamed' as const }, 'its template no longer names it in place of library-books'],
  [
    { ...shelf, now: { name: 'tomes' } },
    'its template names it tomes in place of library-books: CloudFormation would make',
  ],
])('each loss is told in its own words, case %#', (lost, words) => {
  expect(lossReason(lost)).toContain(words);
});
