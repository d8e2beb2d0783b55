import { existsSync, readdirSync, readFileSync, readlinkSync, statSync, type Dirent } from 'node:fs';
import { join, relative, sep } from 'node:path';
import {
  mostBytes,
  submodule,
  symbolicLink,
  tooLarge,
  toVersionFile,
  type VersionFile,
  type VersionFiles,
} from './version-file';

/** All files below a folder of the working tree, also those that Git does not know yet; none if it is not there. */
export function filesOnDisk(folder: string): VersionFiles {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const toPath = (file: string) => relative(folder, file).split(sep).join('/');
  const own = entries.filter(({ name }) => name === '.git').map(({ parentPath }) => toPath(parentPath));
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => [toPath(join(entry.parentPath, entry.name)), entry] as const)
    .filter(([path]) => !own.some((each) => path.startsWith(`${each}/`)))
    .map(([path, entry]) => [path, toFile(entry)] as const);
  return new Map(
    [...files, ...own.map((path) => [path, submodule('working tree')] as const)].sort(([one], [other]) =>
      one < other ? -1 : 1,
    ),
  );
}

function toFile(entry: Dirent): VersionFile {
  const file = join(entry.parentPath, entry.name);
  if (entry.isSymbolicLink()) return symbolicLink(readlinkSync(file));
  if (!entry.isFile()) return { text: 'special', unreadable: 'is no file' };
  const { size, mtimeMs } = statSync(file);
  return size > mostBytes ? tooLarge(`${size} bytes of ${mtimeMs}`) : toVersionFile(readFileSync(file));
}
