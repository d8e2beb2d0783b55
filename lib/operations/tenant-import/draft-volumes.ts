import { draftClaim, type DraftedClaim } from './draft-claim';
import type { ImportedMount, ImportedProcess } from './imported-application';
import { joinedFolders } from './joined-folders';
import { UniqueNames } from './names';
import type { Notes } from './notes';
import { toVolumeName } from './volume-name';

/** The processes of a service by how they mount volumes. */
export interface VolumeUsers {
  /** The web process, whose pods mount all volumes of the service. */
  readonly main: ImportedProcess;
  /** Workers, of which each has pods of its own. */
  readonly workers: readonly ImportedProcess[];
  /** Jobs that mount volumes of the service. */
  readonly jobs: readonly ImportedProcess[];
}

/** What a worker mounts in the draft. */
export interface WorkerVolumes {
  /** A volume of its own. */
  readonly claim?: DraftedClaim;
  /**
   * Names of volumes of the service.
   * @default the service has none
   */
  readonly volumes?: readonly string[];
}

/** Volumes of a service as the draft has them. */
export interface DraftedVolumes {
  readonly claim?: DraftedClaim;
  readonly volumes: readonly object[];
  readonly mountedBy: (process: ImportedProcess) => WorkerVolumes;
  /** What a person has to decide about sizes, of the service and of its workers. */
  readonly decisions: { readonly claim: readonly string[]; readonly workers: readonly string[] };
}

/** Most volumes of a service, with its claim. */
const mostVolumes = 9;

/**
 * Volumes that the processes of a service mount, each once. One that a single worker mounts is its own, so that no other pod has its data;
 * of the others the first is the claim of the service.
 */
export function draftVolumes(
  { main, workers, jobs }: VolumeUsers,
  notesFor: (process: ImportedProcess) => Notes,
): DraftedVolumes {
  const processes = [main, ...workers, ...jobs];
  const notes = notesFor(main);
  const mountsFor = joinedFolders(processes);
  const usersFor = (volume: string) =>
    processes.filter((process) => mountsFor(process).some((mount) => mount.volume === volume));
  const isOwn = (worker: ImportedProcess, volume: string) => usersFor(volume).every((user) => user === worker);
  const own = new Map(
    workers.map((worker) => [worker, mountsFor(worker).filter(({ volume }) => isOwn(worker, volume))] as const),
  );
  const mounts = processes.flatMap((process) =>
    mountsFor(process).filter(({ volume }) => own.get(process)?.some((mount) => mount.volume === volume) !== true),
  );
  const names = new UniqueNames((name) => name !== 'data');
  const drafted = volumesIn(mounts).map((volume) => {
    const mountedAt = mountsIn(mounts, volume);
    const isShared = hasMany(main) || workers.some((worker) => usersFor(volume).includes(worker));
    return {
      volume,
      name: names.add(toVolumeName(volume, mountedAt), 16),
      value: draftClaim(mountedAt, isShared ? 'many-pods' : 'one-pod', notes),
    };
  });
  for (const { value, volume } of drafted.slice(mostVolumes)) {
    const at = mounts.find((mount) => mount.volume === volume)?.at;
    if (at !== undefined)
      notes.add(
        at,
        `volume at ${JSON.stringify(value.path)}`,
        `a service has at most ${mostVolumes} volumes`,
        'put several folders into one, as a map of paths',
      );
  }
  const kept = drafted.slice(0, mostVolumes);
  const [first, ...others] = kept;
  return {
    claim: first?.value,
    volumes: others.map(({ name, value }) => ({ name, ...value })),
    mountedBy: (process) => ({
      claim: toOwnClaim(process, own.get(process) ?? [], notesFor(process)),
      volumes:
        first === undefined
          ? undefined
          : kept.flatMap((each) =>
              usersFor(each.volume).includes(process) ? [each === first ? 'data' : each.name] : [],
            ),
    }),
    decisions: {
      claim: decisionsFor(mounts, 'sizes'),
      workers: decisionsFor([...own.values()].flat(), 'sizes of their volumes'),
    },
  };
}

const volumesIn = (mounts: readonly ImportedMount[]): readonly string[] => [
  ...new Set(mounts.map(({ volume }) => volume)),
];

const mountsIn = (mounts: readonly ImportedMount[], volume: string): readonly ImportedMount[] =>
  mounts.filter((mount) => mount.volume === volume);

const hasMany = ({ replicas = 1 }: ImportedProcess): boolean => replicas > 1;

const decisionsFor = (mounts: readonly ImportedMount[], sizes: string): readonly string[] =>
  mounts.some(({ sizeGiB }) => sizeGiB === undefined)
    ? [`decide: ${sizes}; the input says none, and a volume grows but never shrinks`]
    : [];

/** The volume of a worker, which has one: several of the input are folders of it. */
function toOwnClaim(worker: ImportedProcess, mounts: readonly ImportedMount[], notes: Notes): DraftedClaim | undefined {
  if (mounts.length === 0) return undefined;
  const names = new UniqueNames();
  const folders = new Map(
    volumesIn(mounts).map((volume) => [volume, names.add(toVolumeName(volume, mountsIn(mounts, volume)), 16)]),
  );
  const inFolders = mounts.map((mount) => ({
    ...mount,
    folder: [folders.get(mount.volume), mount.folder].filter((part) => part !== undefined).join('-'),
  }));
  return draftClaim(folders.size === 1 ? mounts : inFolders, hasMany(worker) ? 'many-pods' : 'one-pod', notes);
}
