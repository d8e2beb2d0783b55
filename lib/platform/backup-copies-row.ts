import { BackupCopiesStack } from '../stacks/backup-copies-stack';
import { backupCopiesProps } from './backup';
import { stackRow } from './stack-row';

export const backupCopiesRow = stackRow({
  noun: 'backup-copies',
  stack: BackupCopiesStack,
  when: backupCopiesProps,
  needs: [],
  uses: [],
  after: [],
  make: ({ app, place, asked }) => new BackupCopiesStack(app, place.stackName, { ...place, ...asked }),
});
