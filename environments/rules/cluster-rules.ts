import { instanceFamilies } from '../data/instance-families';
import type { NodePool } from '../environment';
import { nearest } from '../nearest';
import type { PathStep } from '../problem';
import { repeats, type EnvironmentFile, type Finding } from './findings';

/** Control-plane machines of a cluster: etcd needs an odd number, OpenShift supports three. */
const controlPlaneMachines = 3;

/** Domains of the cluster and its node pools. */
export function clusterFindings(environment: EnvironmentFile): readonly Finding[] {
  const { pools, payload } = environment.cluster;
  const controlPlane = pools.find(({ role }) => role === 'control-plane');
  return [
    ...domainFindings(environment),
    ...repeats(pools.map(({ name }) => name)).map(({ index, first }) => ({
      path: ['cluster', 'pools', index, 'name'],
      reason: `repeats the name of pools[${first}]`,
      remedy: 'give each pool a name of its own',
    })),
    ...controlPlaneFindings(environment),
    ...pools.flatMap((pool, index) => {
      const path = ['cluster', 'pools', index];
      const alien = payload === 'single-architecture' && pool.architecture !== controlPlane?.architecture;
      return [
        ...zoneFindings(pool, environment.zones, path),
        ...instanceTypeFindings(pool, path),
        ...sizeFindings(pool, path),
        ...(alien
          ? [
              {
                path: [...path, 'architecture'],
                reason: `is ${pool.architecture}, which the single-architecture release of this cluster does not run`,
                remedy: 'set cluster.payload to multi, or use the architecture of the control plane',
              },
            ]
          : []),
      ];
    }),
  ];
}

function domainFindings({ domains, privateZones, cluster }: EnvironmentFile): readonly Finding[] {
  const delegated = domains.some((domain) => cluster.baseDomain.endsWith(`.${domain}`));
  const domain = `${cluster.name}.${cluster.baseDomain}`;
  const twin = privateZones.indexOf(domain);
  return [
    ...(delegated
      ? []
      : [
          {
            path: ['cluster', 'baseDomain'],
            reason: 'is not below one of the registered domains, so nobody could delegate it',
            remedy: `choose a name below one of: ${domains.join(', ')}`,
          },
        ]),
    ...repeats(domains).map(({ index, first }) => ({
      path: ['domains', index],
      reason: `repeats domains[${first}]`,
      remedy: 'name each domain once',
    })),
    ...(twin === -1
      ? []
      : [
          {
            path: ['privateZones', twin],
            reason: 'is the cluster’s own private zone, which exists anyway',
            remedy: 'remove it from the list',
          },
        ]),
  ];
}

function controlPlaneFindings({ zones, cluster: { pools } }: EnvironmentFile): readonly Finding[] {
  const indexes = pools.flatMap(({ role }, index) => (role === 'control-plane' ? [index] : []));
  const [index] = indexes;
  if (index === undefined || indexes.length > 1) {
    return [
      {
        path: ['cluster', 'pools', ...indexes.slice(1, 2)],
        reason: index === undefined ? 'has no control plane' : 'is a second control plane',
        remedy: 'declare exactly one pool with role: control-plane',
      },
    ];
  }
  const pool = pools[index];
  if (pool === undefined) return [];
  const path = ['cluster', 'pools', index];
  const distinct = new Set(pool.zones ?? zones).size;
  return [
    ...(pool.size === controlPlaneMachines
      ? []
      : [{ path: [...path, 'size'], reason: 'is not three', remedy: 'write size: 3, the number etcd is safe with' }]),
    ...(distinct >= controlPlaneMachines
      ? []
      : [
          {
            path: pool.zones === undefined ? ['zones'] : [...path, 'zones'],
            reason: `${distinct === 1 ? 'one zone' : `${distinct} zones`} cannot hold a control plane of three machines apart`,
            remedy: 'name three zones, so that losing one leaves etcd a majority',
          },
        ]),
    ...(pool.owner === 'cloudformation'
      ? []
      : [
          {
            path: [...path, 'owner'],
            reason: 'cannot be made from inside the cluster that it is the control plane of',
            remedy: 'write owner: cloudformation',
          },
        ]),
  ];
}

function zoneFindings({ zones }: NodePool, known: readonly string[], path: readonly PathStep[]): readonly Finding[] {
  return (zones ?? []).flatMap((zone, index) =>
    known.includes(zone)
      ? []
      : [
          {
            path: [...path, 'zones', index],
            reason: `${zone} is not a zone of this environment`,
            remedy: `write one of: ${known.join(', ')}`,
          },
        ],
  );
}

function instanceTypeFindings(pool: NodePool, path: readonly PathStep[]): readonly Finding[] {
  return pool.instanceTypes.flatMap((type, index) => {
    const [family = ''] = type.split('.');
    const architecture = instanceFamilies[family];
    const at = [...path, 'instanceTypes', index];
    if (architecture === undefined) {
      const meant = nearest(family, Object.keys(instanceFamilies));
      const remedy = meant === undefined ? 'use a family of the list in environments/data' : `did you mean ${meant}?`;
      return [{ path: at, reason: `${family} is not an instance family this project knows`, remedy }];
    }
    if (architecture === pool.architecture) return [];
    const fitting = Object.keys(instanceFamilies).filter((other) => instanceFamilies[other] === pool.architecture);
    const alike = fitting.filter((other) => other.startsWith(family.charAt(0)));
    return [
      {
        path: at,
        reason: `is ${architecture}, but the pool is ${pool.architecture}`,
        remedy: `use one of: ${(alike.length > 0 ? alike : fitting).join(', ')}`,
      },
    ];
  });
}

function sizeFindings({ size }: NodePool, path: readonly PathStep[]): readonly Finding[] {
  return typeof size === 'object' && size.maximum < size.minimum
    ? [
        {
          path: [...path, 'size', 'maximum'],
          reason: 'is less than the minimum',
          remedy: `write ${size.minimum} or more`,
        },
      ]
    : [];
}
