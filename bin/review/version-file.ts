import { isUtf8 } from 'node:buffer';

/** A file of a version. */
export interface VersionFile {
  /** What it holds; of a file that cannot be read, something by which versions of it are told apart. */
  readonly text: string;
  /**
   * Why it cannot be read.
   * @default it can
   */
  readonly unreadable?: string;
}

/** Files of a version, by path. */
export type VersionFiles = ReadonlyMap<string, VersionFile>;

/** Bytes of a file that are read: more is no file that this program has written. */
export const mostBytes = 64 * 1024 ** 2;

/** A file with at most `mostBytes`. */
export function toVersionFile(bytes: Buffer): VersionFile {
  // Bytes that are no text would all become the same sign, and a change of them would not be seen.
  return bytes.includes(0) || !isUtf8(bytes)
    ? { text: bytes.toString('latin1'), unreadable: 'is no text' }
    : { text: bytes.toString('utf8') };
}

/** @param id what tells this file from others with more than `mostBytes` */
export const tooLarge = (id: string): VersionFile => ({ text: id, unreadable: 'has more than 64 MiB' });

/** A symbolic link, whose target is not followed: it may be anything. */
export const symbolicLink = (target: string): VersionFile => ({
  text: target,
  unreadable: 'is a symbolic link, which is not followed',
});

/** A folder that another repository fills. */
export const submodule = (id: string): VersionFile => ({
  text: id,
  unreadable: 'is a Git repository of its own, which is not read',
});
