import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { backupMark, noBackupMark } from '../../../../cdk8s/base/storage/backup-marks';
import { backupTagKey as tagOfPlans } from '../../../../constructs/backup/backup-class';
import { noBackupBecause as sayWhy } from '../../../../constructs/backup/no-backup-because';
import { noBackupKey } from '../../../../lib/operations/backup-coverage/holding';
import { backupTag } from '../../../../model/platform-tags';
import { templateOf } from '../../../support/stacks';

test('disks are marked by the tag that plans select, and that coverage looks for', () => {
  expect(backupMark('daily')).toEqual({ [backupTag]: 'daily' });
  expect(backupMark({ none: 'Made again every night' })).toEqual({ [backupTag]: 'none' });
  expect(tagOfPlans).toBe(backupTag);
});

test('why there is no backup stands in objects and templates where coverage looks for it', () => {
  const reason = 'Made again every night';
  expect(noBackupMark(reason)).toEqual({ [noBackupKey]: reason });
  const template = templateOf((stack) => {
    sayWhy(new CfnBucket(stack, 'Bucket'), reason);
  });
  template.hasResource('AWS::S3::Bucket', { Metadata: { [noBackupKey]: reason } });
});
