import { readdirSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';

/** What a name in a folder leads to; links are followed. */
export interface FolderEntry {
  readonly name: string;
  /** `nothing` for a link that leads nowhere or round in a circle, `special` for a socket and its like. */
  readonly kind: 'file' | 'folder' | 'special' | 'nothing';
}

/** Everything in a folder, in order; nothing where it does not exist. */
export const folderEntries = (folder: string): readonly FolderEntry[] =>
  tryStat(folder)?.isDirectory() === true
    ? readdirSync(folder)
        .sort()
        .map((name) => ({ name, kind: entryKind(tryStat(join(folder, name))) }))
    : [];

function entryKind(stats: Stats | undefined): FolderEntry['kind'] {
  if (stats === undefined) return 'nothing';
  if (stats.isDirectory()) return 'folder';
  return stats.isFile() ? 'file' : 'special';
}

function tryStat(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // A link that leads round in a circle.
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ELOOP') return undefined;
    throw error;
  }
}
