import type { ImportedMount, ImportedProcess } from './imported-application';
import { UniqueNames } from './names';
import type { Notes } from './notes';

/** Volumes of a service as the draft has them. */
export interface DraftedVolumes {
  readonly claim?: object;
  readonly volumes: readonly object[];
  /** What a person has to decide about sizes. */
  readonly decisions: readonly string[];
}

/** Most volumes of a service, with its claim. */
const mostVolumes = 9;

/** GiB of a volume whose size the input does not say. */
const unsaidGiB = 5;

/** Volumes that the processes of a service mount, each once; the first is its claim. */
export function draftVolumes(
  processes: readonly ImportedProcess[],
  sharing: 'one-pod' | 'many-pods',
  notes: Notes,
): DraftedVolumes {
  const mounts = processes.flatMap((process) => process.mounts);
  const names = new UniqueNames((name) => name !== 'data');
  const drafted = [...new Set(mounts.map(({ volume }) => volume))].map((volume) => {
    const own = mounts.filter((mount) => mount.volume === volume);
    const size = own.find(({ sizeGiB }) => sizeGiB !== undefined)?.sizeGiB;
    return {
      name: names.add(toVolumeName(volume, own), 16),
      isOpen: size === undefined,
      volume: {
        path: toPaths(own, notes),
        sizeGiB: Math.min(1024, Math.max(1, Math.ceil(size ?? unsaidGiB))),
        sharing: sharing === 'many-pods' || own.some(({ isShared }) => isShared === true) ? 'many-pods' : undefined,
      },
    };
  });
  const [first, ...others] = drafted.slice(0, mostVolumes);
  for (const { volume } of drafted.slice(mostVolumes)) {
    const at = mounts.find(({ path }) => path === volume.path)?.at ?? mounts[0]?.at;
    if (at !== undefined)
      notes.add(
        at,
        `volume at ${JSON.stringify(volume.path)}`,
        `a service has at most ${mostVolumes} volumes`,
        'put several folders into one, as a map of paths',
      );
  }
  const isOpen = drafted.some((each) => each.isOpen);
  return {
    claim: first?.volume,
    volumes: others.map(({ name, volume }) => ({ name, ...volume })),
    decisions: isOpen ? [`decide: sizes; the input says none, and a volume grows but never shrinks`] : [],
  };
}

/** One path, or several with the folder of the volume that is at each. */
function toPaths(mounts: readonly ImportedMount[], notes: Notes): string | Readonly<Record<string, string>> {
  const paths = [...new Map(mounts.map((mount) => [mount.path, mount])).values()];
  const [first, ...others] = paths;
  if (first === undefined) return '/';
  const folders = paths.filter(({ folder }) => folder !== undefined);
  if (folders.length === paths.length)
    return Object.fromEntries(paths.map(({ path, folder = '' }) => [path, folder.replaceAll('/', '-')]));
  for (const { at, path } of others) {
    notes.add(
      at,
      `volume at ${path}`,
      `the whole volume is at ${first.path} in all processes`,
      'have all of them use that path, or write the path as a map with a folder for each',
    );
  }
  return first.path;
}

function toVolumeName(volume: string, mounts: readonly ImportedMount[]): string {
  const last = (text: string) =>
    text.split(/[/:]/).findLast((part) => /[a-z]/i.test(part) && !part.includes('${')) ?? '';
  const named =
    /[./~$]/.test(volume) || volume.replaceAll(/[^A-Za-z0-9]/g, '').length > 16 ? last(mounts[0]?.path ?? '') : volume;
  const name = named
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replace(/^\d+/, '')
    .slice(0, 16);
  return name === '' || name === 'data' ? 'files' : name;
}
