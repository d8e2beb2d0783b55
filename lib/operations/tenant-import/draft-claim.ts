import { sum } from '../../../model/sum';
import type { ImportedMount } from './imported-application';
import type { Notes } from './notes';

/** A volume of the draft; undefined values are left out. */
export interface DraftedClaim {
  readonly path: string | Readonly<Record<string, string>>;
  readonly sizeGiB: number;
  readonly sharing?: 'many-pods';
}

/** GiB of a volume whose size the input does not say. */
const unsaidGiB = 5;

/** The volume that is mounted like this; it has room for all volumes of the input whose mounts these are. */
export function draftClaim(
  mounts: readonly ImportedMount[],
  pods: 'one-pod' | 'many-pods',
  notes: Notes,
): DraftedClaim {
  const sizes = new Map<string, number>();
  for (const { volume, sizeGiB } of mounts) sizes.set(volume, sizeGiB ?? sizes.get(volume) ?? unsaidGiB);
  return {
    path: toPaths(mounts, notes),
    sizeGiB: Math.min(1024, Math.max(1, Math.ceil(sum([...sizes.values()])))),
    sharing: pods === 'many-pods' || mounts.some(({ isShared }) => isShared === true) ? 'many-pods' : undefined,
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
