import type { Environment } from '../../model/environment';
import { resourceNames } from '../../model/naming';
import { recordsSessions } from '../../model/records-sessions';
import type { StorageStackProps } from '../stacks/storage-stack';

/** Returns the record of sessions on machines beside the cluster; undefined without such machines, or where nobody keeps one. */
export function sessionLog(environment: Environment): StorageStackProps['sessions'] {
  const { sessions } = environment.access;
  if ('none' in sessions || !recordsSessions(environment)) return undefined;
  const names = resourceNames(environment);
  return { logGroupName: names.sessionLog, keyAlias: names.keyAlias('sessions'), keepDays: sessions.keepDays };
}
