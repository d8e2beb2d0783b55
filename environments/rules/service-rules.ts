import type { PathStep } from '../problem';
import type { Service, ServiceOfKind } from '../tenant';
import type { NodePool } from '../environment';
import { findingIf, repeatFindings, type EnvironmentFile, type Finding } from './findings';

/** Names that the objects of a tenant's namespace or of another service's database take. */
const reservedName = /^(namespace|tenant|maintainers|default-deny|dns|secrets-reader)$|-(db|pooler|data|closed)$/;

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
    'choose another name, without -db, -pooler, -data or -closed at its end',
  ),
  ...(service.kind === 'web-application' ? webApplicationFindings(service, environment, path) : []),
];

function webApplicationFindings(
  service: ServiceOfKind<'web-application'>,
  { cluster }: EnvironmentFile,
  path: readonly PathStep[],
): readonly Finding[] {
  const { architecture, claim, replicas } = service;
  const workers = new Set(cluster.pools.filter(isOpenToAll).map((pool) => pool.architecture));
  return [
    ...findingIf(
      claim !== undefined && replicas !== 1,
      [...path, 'replicas'],
      `is ${replicas}, but a volume can be written by one pod only`,
      'write replicas: 1, or keep the data in the database',
    ),
    ...findingIf(
      architecture !== 'any' && !workers.has(architecture),
      [...path, 'architecture'],
      `no worker pool that takes any pod is ${architecture}`,
      `build the image for ${[...workers].join(' and ')}, or add a pool`,
    ),
    ...variableFindings(service, path),
    ...mountFindings(service, path),
  ];
}

function variableFindings(
  { settings, secrets, database }: ServiceOfKind<'web-application'>,
  path: readonly PathStep[],
): readonly Finding[] {
  const places = [
    ...Object.keys(settings).map((name) => ({ name, at: [...path, 'settings', name] })),
    ...secrets.map((name, index) => ({ name, at: [...path, 'secrets', index] })),
  ];
  return [
    ...repeatFindings(
      secrets,
      (index) => [...path, 'secrets', index],
      (first) => `repeats secrets[${first}]`,
      'name each once',
    ),
    ...secrets.flatMap((name, index) =>
      findingIf(
        name in settings,
        [...path, 'secrets', index],
        `${name} is a setting too`,
        'keep it in one of the two lists',
      ),
    ),
    ...places.flatMap(({ name, at }) =>
      findingIf(
        database !== undefined && name.startsWith('DATABASE_'),
        at,
        `${name} is set by the platform, for the database`,
        'remove it, or rename it',
      ),
    ),
  ];
}

/** Two volumes cannot be mounted at one path, and one inside another hides a part of it. */
function mountFindings(
  { claim, scratch }: ServiceOfKind<'web-application'>,
  path: readonly PathStep[],
): readonly Finding[] {
  return scratch.flatMap((mount, index) => {
    const others = [...(claim === undefined ? [] : [claim.path]), ...scratch.slice(0, index)];
    const other = others.find((each) => `${each}/`.startsWith(`${mount}/`) || `${mount}/`.startsWith(`${each}/`));
    return findingIf(
      other !== undefined,
      [...path, 'scratch', index],
      `${mount} and ${other ?? ''} lie in one another`,
      'mount each at a path of its own',
    );
  });
}

/** Workers that no taint keeps free for something else. */
const isOpenToAll = ({ role, taints }: NodePool): boolean =>
  role === 'worker' && taints.every(({ effect }) => effect === 'PreferNoSchedule');
