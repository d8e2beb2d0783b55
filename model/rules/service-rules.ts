import type { DeclaredService } from '../kinds/declared-service';
import { kindFailure } from '../kinds/kind-failure';
import { didYouMean } from '../did-you-mean';
import type { PathStep } from '../problem';
import { isReservedServiceName } from '../reserved-service-names';
import type { Tenant } from '../tenant';
import { serviceCacheFindings } from './cache-rules';
import { databaseFindings } from './database-rules';
import { volumeSizeFindings } from './disk-rules';
import { findingIf, type Finding } from '../finding';
import { toRuleContext } from './rule-context';
import type { EnvironmentFile } from './findings';
import { serviceLoginFindings } from './login-rules';

/** What must hold for one service of a tenant, whatever its kind, and what its kind says must hold. */
export const serviceFindings = (
  service: DeclaredService,
  tenant: Tenant,
  environment: EnvironmentFile,
  path: readonly PathStep[],
): readonly Finding[] => [
  ...findingIf(
    isReservedServiceName(service.name),
    [...path, 'name'],
    `${service.name} is a name of other objects in the namespace`,
    'choose another name, without -before, -db, -cache, -job, -worker or -processes in it, or -pooler, -data, -closed, -outside, -ports, -jobs or -migration at its end',
  ),
  ...sharedFindings(service.database, environment.databases.shared, 'databases.shared', [...path, 'database']),
  ...sharedFindings(service.cache?.declared, environment.caches, 'caches', [...path, 'cache']),
  ...(service.database === undefined
    ? []
    : databaseFindings(service.database, environment.databases.shared, [...path, 'database'])),
  ...diskSizeFindings(service, environment, path),
  ...serviceCacheFindings(service, environment, path),
  ...serviceLoginFindings(service, tenant, path),
  ...kindFindings(service, tenant, environment).map((finding) => ({ ...finding, path: [...path, ...finding.path] })),
];

/** @throws Error that names the service, when its kind throws. */
function kindFindings(service: DeclaredService, tenant: Tenant, environment: EnvironmentFile): readonly Finding[] {
  try {
    return service.findings?.(toRuleContext(service, tenant, environment)) ?? [];
  } catch (error) {
    const index = tenant.services.indexOf(service);
    throw kindFailure(
      { environment: environment.name, tenant: tenant.name, index, kind: service.kind },
      'findings',
      error,
    );
  }
}

/** A disk of the class `fast` has the speed that the environment gives the class, whatever its size. */
const diskSizeFindings = (
  { disks = [], database }: DeclaredService,
  { storage }: EnvironmentFile,
  path: readonly PathStep[],
): readonly Finding[] => [
  ...disks.flatMap((disk) => volumeSizeFindings(disk.sizeGiB, storage[disk.speed].iops, [...path, ...disk.path])),
  ...(database !== undefined && 'storageGiB' in database
    ? volumeSizeFindings(database.storageGiB, storage[database.speed].iops, [...path, 'database', 'storageGiB'])
    : []),
];

/** Findings for shared databases and caches that the environment does not have. */
function sharedFindings(
  used: object | undefined,
  there: readonly { readonly name: string }[],
  list: string,
  path: readonly PathStep[],
): readonly Finding[] {
  if (used === undefined || !('shared' in used) || typeof used.shared !== 'string') return [];
  const { shared } = used;
  const names = there.map(({ name }) => name);
  return findingIf(
    !names.includes(shared),
    [...path, 'shared'],
    `${shared} is not in ${list} of the environment`,
    didYouMean(shared, names, `name one of: ${names.join(', ') || 'none yet, so have one of its own'}`),
  );
}
