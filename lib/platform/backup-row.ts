import { observabilitySettings } from './observability';
import { BackupCopiesStack } from '../stacks/backup-copies-stack';
import { BackupStack } from '../stacks/backup-stack';
import { StorageStack } from '../stacks/storage-stack';
import { backupProps } from './backup';
import { always, stackRow } from './stack-row';

export const backupRow = stackRow({
  noun: 'backup',
  stack: BackupStack,
  when: always,
  needs: [],
  uses: [StorageStack],
  // The backup plans copy into the vault of the second region.
  after: [BackupCopiesStack],
  make: ({ app, place, names, environment, use }) =>
    new BackupStack(app, place.stackName, {
      ...place,
      ...backupProps(environment),
      backupKeyArn: use(StorageStack).keyArns.backup,
      alertsUrl: observabilitySettings(environment, names).alertsUrl,
    }),
});
