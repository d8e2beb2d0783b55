import { z } from 'zod';
import { loadFixture } from '../../support/fixture-home';
import { createContext } from '../../../cdk8s/applications/application';
import { storageApplication } from '../../../cdk8s/applications/storage';
import { blockStorageClass, fileStorageClass } from '../../../cdk8s/base/storage/volume-claim';
import { backupClasses } from '../../../model/schema/backup';
import { byName } from '../../support/charts';

const { environment } = loadFixture('production');
const known = {
  fileSystemId: 'fs-0123456789abcdef0',
  volumeKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555',
};
const rendered = storageApplication(createContext(environment), known);
const objects = Object.values(rendered.files).flat();
const classes = byName(objects, 'StorageClass');

test('there is a class for every way in which a volume can be declared', () => {
  const disks = (['standard', 'fast'] as const).flatMap((speed) =>
    [...backupClasses, { none: 'The tests lose it' }].map((backup) => blockStorageClass(speed, backup)),
  );
  expect(Object.keys(classes).sort()).toEqual([...disks, fileStorageClass, 'gp3-csi'].sort());
});

test('one class is the default, and it is backed up', () => {
  const marked = (value: string) =>
    Object.values(classes).filter(({ metadata }) => JSON.stringify(metadata).includes(`is-default-class":"${value}"`));
  expect(marked('true').map(({ metadata }) => metadata.name)).toEqual(['standard-daily']);
  expect(marked('false').map(({ metadata }) => metadata.name)).toEqual(['gp3-csi']);
});

test('a disk has the figures of its speed, our key, and the tags by which it is found', () => {
  expect(classes['fast-hourly']).toMatchObject({
    provisioner: 'ebs.csi.aws.com',
    parameters: {
      type: 'gp3',
      iops: '6000',
      throughput: '400',
      encrypted: 'true',
      kmsKeyId: known.volumeKeyArn,
      tagSpecification_1: 'commons-platform/environment=production',
      tagSpecification_2: 'commons-platform/speed=fast',
      tagSpecification_3: 'commons-platform/backup=hourly',
    },
    volumeBindingMode: 'WaitForFirstConsumer',
  });
  expect(classes['standard-unprotected']).toMatchObject({
    parameters: { iops: '3000', throughput: '125', tagSpecification_3: 'commons-platform/backup=none' },
  });
});

test('what is backed up outlives its claim, shared folders too, and what is not goes with it', () => {
  const policies = Object.fromEntries(
    Object.entries(classes)
      .filter(([name]) => name !== 'gp3-csi')
      .map(([name, each]) => [name, each.reclaimPolicy]),
  );
  const deleting = Object.keys(policies).filter((name) => policies[name] !== 'Retain');
  expect(deleting).toEqual(['standard-unprotected', 'fast-unprotected']);
  expect(deleting.map((name) => policies[name])).toEqual(['Delete', 'Delete']);
});

test('every class of ours can grow, is never pruned, and is made anew when its parameters change', () => {
  const ours = Object.values(classes).filter(({ metadata }) => metadata.name !== 'gp3-csi');
  expect(ours.filter(({ allowVolumeExpansion }) => allowVolumeExpansion !== true)).toEqual([]);
  expect(
    ours.filter(({ metadata }) => !JSON.stringify(metadata).includes('Force=true,ServerSideApply=false,Prune=false')),
  ).toEqual([]);
});

test('a shared folder is an access point of its own, with a path that EFS takes', () => {
  const { parameters } = z.object({ parameters: z.record(z.string(), z.string()) }).parse(classes[fileStorageClass]);
  expect(parameters).toMatchObject({ provisioningMode: 'efs-ap', fileSystemId: known.fileSystemId });
  const longest = (parameters.subPathPattern ?? '')
    .replace('${.PVC.namespace}', 'n'.repeat(30))
    .replace('${.PVC.name}', 'c'.repeat(30));
  // The driver adds a hyphen and a UUID; EFS takes 100 characters.
  expect(longest.length + 37).toBeLessThanOrEqual(100);
});

test('OADP’s snapshots outlive their namespace, and its class is the only one that it finds', () => {
  const snapshots = Object.values(byName(objects, 'VolumeSnapshotClass'));
  const forVelero = snapshots.filter(({ metadata }) => JSON.stringify(metadata).includes('velero.io/csi-volume'));
  expect(forVelero).toMatchObject([{ metadata: { name: 'kept' }, deletionPolicy: 'Retain' }]);
  expect(JSON.stringify(snapshots)).not.toMatch(/is-default-class|commons-platform\/backup/);
});

test('drivers are managed, never pruned, and use our key for other people’s classes too', () => {
  const drivers = byName(objects, 'ClusterCSIDriver');
  expect(Object.keys(drivers)).toEqual(['ebs.csi.aws.com', 'efs.csi.aws.com']);
  expect(drivers['ebs.csi.aws.com']?.spec).toMatchObject({ driverConfig: { aws: { kmsKeyARN: known.volumeKeyArn } } });
  for (const { metadata, spec } of Object.values(drivers)) {
    expect(JSON.stringify(metadata)).toContain('Prune=false,Delete=false');
    expect(spec).toMatchObject({ managementState: 'Managed' });
  }
});

test('it waits for the storage stack', () => {
  const { fileSystemId } = known;
  expect(storageApplication(createContext(environment), { fileSystemId })).toMatchObject({
    files: {},
    waitsFor: ['volumeKeyArn'],
  });
});
