import type { Environment } from '../../model/environment';
import { resourceNames } from '../../model/naming';
import type { StorageStackProps } from '../stacks/storage-stack';

/** Returns the record of sessions on machines beside the cluster; undefined without such machines, or where nobody keeps one. */
export function sessionLog(environment: Environment): StorageStackProps['sessions'] {
  const { access, hosts, directory } = environment;
  if ('none' in access.sessions || (hosts.machines.length === 0 && directory === undefined)) return undefined;
  const names = resourceNames(environment);
  return { logGroupName: names.sessionLog, keyAlias: names.keyAlias('sessions'), keepDays: access.sessions.keepDays };
}
