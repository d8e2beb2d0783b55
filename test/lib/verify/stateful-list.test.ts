import type { StatefulEntry } from '../../../lib/stateful-entries';
import { statefulListRule } from '../../../lib/verify/stateful-list';
import { renderedFiles } from './rendered-files';

const bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'books' } };
const claim = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: tiles, namespace: maps }\n';
const found = (listed: readonly StatefulEntry[], waiting: readonly string[] = []) =>
  statefulListRule(listed)
    .findings({
      ...renderedFiles(
        { 'cluster/maps/tiles.yaml': claim },
        { Shelf: bucket, Door: { Type: 'AWS::EC2::SecurityGroup' } },
      ),
      waiting,
    })
    .map(({ place, reason }) => `${place}: ${reason}`);

const shelf = { place: 'testing', id: 'Shelf', name: 'books' };
const tiles = { place: 'cluster/maps', id: 'maps/PersistentVolumeClaim/tiles' };

test('what is rendered and not listed is found', () => {
  const notListed = 'it holds data or others hold on to it, and stateful.yaml does not list it';
  expect(found([])).toEqual([`testing Shelf: ${notListed} as books`, `${tiles.place} ${tiles.id}: ${notListed}`]);
  expect(found([{ place: 'testing', id: 'Shelf' }, tiles])).toEqual([`testing Shelf: ${notListed} as books`]);
});

test.each<[string, StatefulEntry, string, string]>([
  ['a resource', { place: 'testing', id: 'Attic' }, 'testing no longer has Attic', 'aws/testing.template.json'],
  ['what holds nothing', { place: 'testing', id: 'Door' }, 'testing no longer has Door', 'aws/testing.template.json'],
  [
    'an object',
    { place: 'cluster/atlas', id: 'maps/PersistentVolumeClaim/old' },
    'nothing that is rendered has maps/PersistentVolumeClaim/old',
    'cluster/atlas',
  ],
])('%s that is listed and not rendered is found, unless it waits', (_, entry, reason, waiting) => {
  const [first = '', ...more] = found([shelf, tiles, entry]);
  expect(first).toContain(`${entry.place} ${entry.id}: stateful.yaml lists it, and ${reason}`);
  expect(more).toEqual([]);
  expect(found([shelf, tiles, entry], [waiting])).toEqual([]);
});

test('another name under the same logical id is found', () => {
  expect(found([{ ...shelf, name: 'tomes' }, tiles])).toEqual([
    'testing Shelf: stateful.yaml lists it, and its template names it books in place of tomes: CloudFormation would make an empty one with that name',
  ]);
});

test('what is both is right, and what is tenants’ in AWS comes and goes', () => {
  expect(found([shelf, tiles])).toEqual([]);
  const { resources, ...others } = renderedFiles({}, { Shelf: bucket });
  const ofTenants = { ...others, resources: resources.map((each) => ({ ...each, stack: 'testing-tenants-3' })) };
  expect(statefulListRule([]).findings(ofTenants)).toEqual([]);
});
