import { findingIf, repeatFindings, type Finding } from '../../../model/finding';
import type { PathStep } from '../../../model/problem';
import { scratchPath } from '../../../model/schema/service-processes';
import type { WebApplicationService } from './web-application-schema';

type Service = Pick<WebApplicationService, 'claim' | 'volumes' | 'scratch' | 'replicas' | 'files'>;

/** Findings on the volumes of a web application, its scratch folders and its files. */
export function claimFindings(service: Service): readonly Finding[] {
  const { replicas, volumes } = service;
  const claims = placedClaims(service);
  const disk = claims.find(({ claim }) => claim.sharing === 'one-pod');
  return [
    ...findingIf(
      disk !== undefined && replicas !== 1,
      ['replicas'],
      `is ${replicas}, but the volume can be written by one pod only`,
      `write replicas: 1, or sharing: many-pods in ${disk?.name ?? ''}, or keep the data in the database`,
    ),
    ...repeatFindings(
      volumes.map(({ name }) => name),
      (index) => ['volumes', index, 'name'],
      (first) => `repeats the name of volumes[${first}]`,
      'give each volume of a service a name of its own',
    ),
    ...claims.flatMap(({ claim, at }) => (claim.sharing === 'many-pods' ? folderFindings(claim, at) : [])),
    ...mountFindings(service),
    ...fileFindings(service),
  ];
}

type Claim = NonNullable<WebApplicationService['claim']>;

/** A volume that keeps its content, what it is called in messages, and where it stands in the service. */
interface PlacedClaim {
  readonly claim: Claim;
  readonly name: string;
  readonly at: readonly PathStep[];
}

const placedClaims = ({ claim, volumes }: Service): readonly PlacedClaim[] => [
  ...(claim === undefined ? [] : [{ claim, name: 'the claim', at: ['claim'] }]),
  ...volumes.map((volume, index) => ({ claim: volume, name: volume.name, at: ['volumes', index] })),
];

/** A shared folder is in the environment's file system, which has one backup plan and one speed. */
const folderFindings = ({ backup, speed }: Claim, at: readonly PathStep[]): readonly Finding[] => [
  ...findingIf(
    typeof backup === 'string' && backup !== 'daily',
    [...at, 'backup'],
    `is ${typeof backup === 'string' ? backup : 'none'}, but the file system that many pods share is copied daily`,
    'write backup: daily, or have a disk with sharing: one-pod',
  ),
  ...findingIf(
    speed !== 'standard',
    [...at, 'speed'],
    `is ${speed}, but the file system that many pods share has one speed`,
    'write speed: standard, or have a disk with sharing: one-pod',
  ),
];

/** A path at which something is mounted that the application writes, and where it stands in the service. */
interface PlacedMount {
  readonly path: string;
  readonly at: readonly PathStep[];
}

const placedMounts = (service: Service): readonly PlacedMount[] => [
  ...placedClaims(service).flatMap(({ claim: { path }, at }) =>
    typeof path === 'string'
      ? [{ path, at: [...at, 'path'] }]
      : Object.keys(path).map((each) => ({ path: each, at: [...at, 'path', each] })),
  ),
  ...service.scratch.map((folder, index) => ({ path: scratchPath(folder), at: ['scratch', index] })),
];

/** Two volumes cannot be mounted at the same path, and one inside another hides a part of it. */
function mountFindings(service: Service): readonly Finding[] {
  const mounts = placedMounts(service);
  return mounts.flatMap(({ path, at }, index) => {
    const other = mounts
      .slice(0, index)
      .find((each) => `${each.path}/`.startsWith(`${path}/`) || `${path}/`.startsWith(`${each.path}/`));
    return findingIf(
      other !== undefined,
      at,
      `${path} and ${other?.path ?? ''} lie in one another`,
      'mount each at a path of its own',
    );
  });
}

/** A file must not be in a folder that the application writes. */
function fileFindings(service: Service): readonly Finding[] {
  const folders = placedMounts(service).map(({ path }) => path);
  return Object.keys(service.files).flatMap((file) => {
    const folder = folders.find((each) => `${file}/`.startsWith(`${each}/`));
    return findingIf(
      folder !== undefined,
      ['files', file],
      `lies in ${folder ?? ''}, which the application writes`,
      'choose a path outside of scratch and claim',
    );
  });
}
