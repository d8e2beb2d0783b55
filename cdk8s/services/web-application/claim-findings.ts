import { findingIf, repeatFindings, type Finding } from '../../../model/finding';
import { formatPath, type PathStep } from '../../../model/problem';
import { claimMounts, scratchMounts, type PlacedMount } from './placed-mounts';
import { webReplicas } from './web-replicas';
import type { WebApplicationService } from './web-application-schema';

type Service = Pick<
  WebApplicationService,
  'claim' | 'volumes' | 'before' | 'workers' | 'schedule' | 'scratch' | 'port' | 'replicas' | 'files'
>;

/** Findings on the volumes of a web application, its scratch folders and its files. */
export function claimFindings(service: Service): readonly Finding[] {
  const { volumes } = service;
  const replicas = webReplicas(service);
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
    ...[...claims, ...ownClaims(service)].flatMap(({ claim, at }) =>
      claim.sharing === 'many-pods' ? folderFindings(claim, at) : [],
    ),
    ...repeatedMounts(placedMounts(service)),
    ...ownMountFindings(service),
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

/** Volumes that workers have alone. */
const ownClaims = ({ workers }: Pick<Service, 'workers'>): readonly PlacedClaim[] =>
  workers.flatMap(({ name, claim }, index) =>
    claim === undefined ? [] : [{ claim, name: `the claim of ${name}`, at: ['workers', index, 'claim'] }],
  );

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

const placedMounts = (service: Service): readonly PlacedMount[] => [
  ...placedClaims(service).flatMap(({ claim, at }) => claimMounts(claim, at)),
  ...scratchMounts(service.scratch, []),
];

/** What a process mounts alone must not take the place of what it mounts of the service. */
const ownMountFindings = (service: Service): readonly Finding[] => [
  ...service.before.flatMap((job, index) => processMounts(service, { ...job, pod: 'web' }, ['before', index])),
  ...service.workers.flatMap((worker, index) => processMounts(service, worker, ['workers', index])),
  ...service.schedule.flatMap((job, index) => processMounts(service, job, ['schedule', index])),
];

type Process = Partial<Pick<Worker, 'scratch' | 'volumes' | 'claim' | 'pod'>>;
type Worker = Service['workers'][number];

function processMounts(service: Service, process: Process, at: readonly PathStep[]): readonly Finding[] {
  const { claim: own, volumes: mounted, scratch, pod } = process;
  const isMounted = (volume: string) => mounted === undefined || mounted.includes(volume);
  const ofService = {
    ...service,
    claim: isMounted('data') ? service.claim : undefined,
    volumes: service.volumes.filter((volume) => isMounted(volume.name)),
    // In a web pod its own folders take the place of the pod's.
    scratch: scratch === undefined && pod !== 'web' ? service.scratch : [],
  };
  const mounts = [
    ...placedMounts(ofService),
    ...(own === undefined ? [] : claimMounts(own, [...at, 'claim'])),
    ...scratchMounts(scratch ?? [], at),
  ];
  return repeatedMounts(mounts).filter(({ path }) => at.every((step, index) => path[index] === step));
}

/** Only one volume can be mounted at a path. One inside another is mounted after it, whatever their order. */
const repeatedMounts = (mounts: readonly PlacedMount[]): readonly Finding[] =>
  mounts.flatMap(({ path, at }, index) => {
    const other = mounts.slice(0, index).find((each) => each.path === path);
    return findingIf(
      other !== undefined,
      at,
      `${path} is mounted by ${formatPath(other?.at ?? [])} already`,
      'mount each at a path of its own',
    );
  });

/** A file may lie in a folder that the application writes, but be none itself, and have nothing in it. */
function fileFindings(service: Service): readonly Finding[] {
  const paths = [...placedMounts(service).map(({ path }) => path), ...Object.keys(service.files)];
  return Object.keys(service.files).flatMap((file) => {
    const inside = paths.find((path) => path.startsWith(`${file}/`));
    return [
      ...findingIf(
        paths.indexOf(file) < paths.lastIndexOf(file),
        ['files', file],
        'is a folder that the application writes',
        'name a file in it',
      ),
      ...findingIf(
        inside !== undefined,
        ['files', file],
        `is a file, and ${inside ?? ''} lies in it`,
        'name each file in full, and each folder apart from them',
      ),
    ];
  });
}
