import type { NodePool } from '../environment';
import { nearest } from '../nearest';
import type { PathStep } from '../problem';
import { databaseOf } from '../service-needs';
import type { Service, ServiceOfKind } from '../tenant';
import { automationFindings } from './automation-rules';
import { claimFindings } from './claim-rules';
import { serviceCacheFindings } from './cache-rules';
import { sizeFindings as textSizeFindings } from './size-rules';
import { sizeFindings } from './disk-rules';
import { findingIf, type EnvironmentFile, type Finding } from './findings';
import { processFindings } from './process-rules';
import { variableFindings } from './variable-rules';

/** Names that the objects of a tenant's namespace or of another service's database or cache take. */
const reservedName =
  /^(namespace|tenant|maintainers|default-deny|dns|secrets-reader)$|-(pooler|data|closed|jobs|migration)$|-(db|cache|job|worker|processes)(-|$)/;

/** What must hold for one service of a tenant. */
export const serviceFindings = (
  service: Service,
  environment: EnvironmentFile,
  path: readonly PathStep[],
): readonly Finding[] => [
  ...findingIf(
    reservedName.test(service.name),
    [...path, 'name'],
    `${service.name} is a name that other objects of the namespace take`,
    'choose another name, without -db, -cache, -job, -worker or -processes in it, or -pooler, -data, -closed, -jobs or -migration at its end',
  ),
  ...sharedFindings(databaseOf(service), environment.databases.shared, 'databases.shared', [...path, 'database']),
  ...sharedFindings('cache' in service ? service.cache : undefined, environment.caches, 'caches', [...path, 'cache']),
  ...diskSizeFindings(service, environment, path),
  ...textSizeFindings(service, path),
  ...serviceCacheFindings(service, environment, path),
  ...findingIf(
    service.kind === 'hedgedoc' && service.database.pooling === 'transaction',
    [...path, 'database', 'pooling'],
    'is transaction, but HedgeDoc migrates its schema through the connection it works with',
    'leave it out',
  ),
  ...(service.kind === 'web-application' ? webApplicationFindings(service, environment, path) : []),
  ...(service.kind === 'automation' ? automationFindings(service, path) : []),
];

/** A disk of the class `fast` has the speed that the environment gives the class, whatever its size. */
function diskSizeFindings(
  service: Service,
  { storage }: EnvironmentFile,
  path: readonly PathStep[],
): readonly Finding[] {
  const claim = service.kind === 'web-application' ? service.claim : undefined;
  const database = databaseOf(service);
  return [
    ...(claim?.sharing === 'one-pod'
      ? sizeFindings(claim.sizeGiB, storage[claim.speed].iops, [...path, 'claim', 'sizeGiB'])
      : []),
    ...(database !== undefined && 'storageGiB' in database && 'speed' in database
      ? sizeFindings(database.storageGiB, storage[database.speed].iops, [...path, 'database', 'storageGiB'])
      : []),
  ];
}

/** What a service shares must be there. */
function sharedFindings(
  used: object | undefined,
  there: readonly { readonly name: string }[],
  list: string,
  path: readonly PathStep[],
): readonly Finding[] {
  if (used === undefined || !('shared' in used) || typeof used.shared !== 'string') return [];
  const { shared } = used;
  const names = there.map(({ name }) => name);
  const meant = nearest(shared, names);
  return findingIf(
    !names.includes(shared),
    [...path, 'shared'],
    `${shared} is not in ${list} of the environment`,
    meant === undefined
      ? `name one of: ${names.join(', ') || 'none yet, so have one of its own'}`
      : `did you mean ${meant}?`,
  );
}

function webApplicationFindings(
  service: ServiceOfKind<'web-application'>,
  { cluster }: EnvironmentFile,
  path: readonly PathStep[],
): readonly Finding[] {
  const { architecture } = service;
  const workers = new Set(cluster.pools.filter(isOpenToAll).map((pool) => pool.architecture));
  return [
    ...claimFindings(service, path),
    ...processFindings(service, path),
    ...findingIf(
      cluster.ingress.balancer === 'classic' && (service.timeoutSeconds ?? 0) > cluster.ingress.idleTimeoutSeconds,
      [...path, 'timeoutSeconds'],
      `is more than the ${cluster.ingress.idleTimeoutSeconds} seconds after which the load balancer cuts a silent connection`,
      'write less, or raise cluster.ingress.idleTimeoutSeconds of the environment',
    ),
    ...findingIf(
      architecture !== 'any' && !workers.has(architecture),
      [...path, 'architecture'],
      `no worker pool that takes any pod is ${architecture}`,
      `build the image for ${[...workers].join(' and ')}, or add a pool`,
    ),
    ...variableFindings(service, path),
  ];
}

/** Workers that no taint keeps free for something else. */
const isOpenToAll = ({ role, taints }: NodePool): boolean =>
  role === 'worker' && taints.every(({ effect }) => effect === 'PreferNoSchedule');
