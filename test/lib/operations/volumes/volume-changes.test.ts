import { loadFixture } from '../../../support/fixture-home';
import { createContext } from '../../../../cdk8s/applications/application';
import { storageApplication } from '../../../../cdk8s/applications/storage';
import { claimPatterns } from '../../../../lib/operations/volumes/claim-patterns';
import { diskClasses } from '../../../../lib/operations/volumes/disk-class';
import { diskChanges, type Disk } from '../../../../lib/operations/volumes/volume-changes';

const { environment } = loadFixture('production');
const { files } = storageApplication(createContext(environment), {
  fileSystemId: 'fs-0123456789abcdef0',
  volumeKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555',
});
const classes = [...diskClasses(Object.values(files).flat())];

const claims = [
  ...claimPatterns([
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'uploads', namespace: 'pad' },
      spec: { storageClassName: 'standard-hourly' },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'queue', namespace: 'pad' },
      spec: { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { storageClassName: 'fast-daily' } }] },
    },
    {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: { name: 'pad-db', namespace: 'pad' },
      spec: { storage: { storageClass: 'fast-unprotected' }, walStorage: { storageClass: 'standard-unprotected' } },
    },
    { apiVersion: 'cluster.x-k8s.io/v1', kind: 'Cluster', metadata: { name: 'other', namespace: 'pad' }, spec: {} },
  ]),
];

const tags = (speed: string, backup: string) => ({
  'commons-platform/environment': 'production',
  'commons-platform/speed': speed,
  'commons-platform/backup': backup,
});

const disk = (claim: string, change: Partial<Disk> = {}): Disk => ({
  volumeId: 'vol-1',
  namespace: 'pad',
  claim,
  sizeGiB: 100,
  iops: 3000,
  throughputMiBps: 125,
  tags: tags('standard', 'hourly'),
  ...change,
});

const changesOf = (found: Disk) =>
  diskChanges([found], classes, claims).changes.map(({ storageClass, figures, tags: changed }) => ({
    storageClass,
    figures,
    changed,
  }));

test('the classes of a rendered environment are read as they were declared', () => {
  expect(classes).toHaveLength(10);
  expect(classes.find(({ name }) => name === 'fast-daily')).toEqual({
    name: 'fast-daily',
    iops: 6000,
    throughputMiBps: 400,
    tags: tags('fast', 'daily'),
  });
});

test('a disk that is as it should be is left alone', () => {
  expect(changesOf(disk('uploads'))).toEqual([]);
});

test.each([
  ['data-queue-0', 'fast-daily'],
  ['data-queue-12', 'fast-daily'],
  ['pad-db-3', 'fast-unprotected'],
  ['pad-db-3-wal', 'standard-unprotected'],
])('%s has the class %s by its name, whatever its tags say', (claim, storageClass) => {
  expect(changesOf(disk(claim))).toMatchObject([{ storageClass }]);
});

test('new figures and another backup reach it together', () => {
  expect(changesOf(disk('data-queue-0'))).toEqual([
    {
      storageClass: 'fast-daily',
      figures: { iops: 6000, throughputMiBps: 400 },
      changed: { 'commons-platform/speed': 'fast', 'commons-platform/backup': 'daily' },
    },
  ]);
});

test('another backup alone leaves the figures as they are', () => {
  const daily = disk('uploads', { tags: tags('standard', 'daily') });
  expect(changesOf(daily)).toEqual([
    { storageClass: 'standard-hourly', figures: undefined, changed: { 'commons-platform/backup': 'hourly' } },
  ]);
});

test('a claim of nobody known has the class of its tags', () => {
  const made = disk('made-by-an-operator', { tags: tags('fast', 'weekly') });
  expect(changesOf(made)).toMatchObject([{ storageClass: 'fast-weekly', figures: { iops: 6000 }, changed: {} }]);
  const elsewhere = disk('uploads', { namespace: 'wiki', tags: tags('fast', 'weekly') });
  expect(changesOf(elsewhere)).toMatchObject([{ storageClass: 'fast-weekly', figures: { iops: 6000 }, changed: {} }]);
});

test('a disk of no class is named and not touched', () => {
  const strange = disk('strange', { tags: { 'commons-platform/environment': 'production' } });
  expect(diskChanges([strange], classes, claims)).toEqual({ changes: [], unknown: [strange] });
});

test.each([
  [1, 3000, 400],
  [6, 3000, 400],
  [8, 4000, 400],
  [12, 6000, 400],
])('of a fast class, %i GiB can do %i IOPS and %i MiB/s', (sizeGiB, iops, throughputMiBps) => {
  const small = disk('data-queue-0', { sizeGiB, iops: 100, tags: tags('fast', 'daily') });
  expect(changesOf(small)).toMatchObject([{ figures: { iops, throughputMiBps } }]);
});

test('throughput needs its share of I/O operations', () => {
  const greedy = [{ name: 'greedy', iops: 3000, throughputMiBps: 1000, tags: tags('standard', 'hourly') }];
  const { changes } = diskChanges([disk('anything')], greedy, []);
  expect(changes).toMatchObject([{ figures: { iops: 3000, throughputMiBps: 750 } }]);
});
