import { groupBy } from '../../group-by';
import type { ImportedMount, ImportedProcess } from './imported-application';
import { UniqueNames } from './names';

/**
 * Returns the mounts of each process, where folders of the machine that lie beside each other and that the same processes mount are folders
 * of one volume: a disk for each would be attached to the machine one by one, and backed up at another moment.
 */
export function joinedFolders(
  processes: readonly ImportedProcess[],
): (process: ImportedProcess) => readonly ImportedMount[] {
  const all = processes.flatMap(({ mounts }) => mounts);
  const candidates = [...new Set(all.map(({ volume }) => volume))].filter(
    (volume) =>
      isFolder(volume) &&
      !isNested(volume, all) &&
      !all.some((each) => each.volume === volume && each.folder !== undefined),
  );
  const kin = (volume: string) =>
    [parent(volume), ...processes.flatMap((process, at) => (mountsIt(process, volume) ? at : []))].join();
  const folders = new Map<string, Pick<ImportedMount, 'volume' | 'folder'>>();
  for (const volumes of groupBy(candidates, kin).values()) {
    if (volumes.length < 2) continue;
    const names = new UniqueNames();
    for (const volume of volumes)
      folders.set(volume, { volume: volumes.join(), folder: names.add(toFolder(volume), 64) });
  }
  return ({ mounts }) => mounts.map((mount) => ({ ...mount, ...folders.get(mount.volume) }));
}

const isFolder = (volume: string): boolean => /^[./~$].*[^/]$/.test(volume);

const parent = (volume: string): string => volume.slice(0, Math.max(0, volume.lastIndexOf('/')));

const mountsIt = ({ mounts }: ImportedProcess, volume: string): boolean =>
  mounts.some((mount) => mount.volume === volume);

/** Whether a folder is in another one that is mounted, or has one in it. */
const isNested = (volume: string, mounts: readonly ImportedMount[]): boolean =>
  mounts.some((other) => other.volume.startsWith(`${volume}/`) || volume.startsWith(`${other.volume}/`));

/** The last part of a path, as the name of a folder in a volume. */
const toFolder = (volume: string): string =>
  volume
    .slice(volume.lastIndexOf('/') + 1)
    .replaceAll(/[^A-Za-z0-9._-]/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '') || 'files';
