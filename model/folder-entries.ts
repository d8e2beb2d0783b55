import { readdirSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';

/** An entry of a folder; links are followed. */
export interface FolderEntry {
  readonly name: string;
  /** `nothing` for a broken or circular link, `special` for a socket, pipe or device. */
  readonly kind: 'file' | 'folder' | 'special' | 'nothing';
}

/** All entries of a folder, sorted; empty if the folder does not exist. */
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
    // A circular link.
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ELOOP') return undefined;
    throw error;
  }
}
