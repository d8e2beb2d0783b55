import { shownPath } from './shown-path';

/** Reason and remedy for errors of the operating system. The codes are those of POSIX errno.h. */
const refusals: Readonly<Record<string, readonly [reason: string, remedy: string]>> = {
  EACCES: ['may not be read or written by you', 'have its owner change that, or run the command as its owner'],
  EBUSY: ['is in use by another program', 'wait for that program, or end it'],
  EDQUOT: ['exceeds your quota on this disk', 'free space, then run the command again'],
  EEXIST: ['exists already as something else, such as a folder instead of a file', 'move it away'],
  EFBIG: ['is larger than this file system takes', 'write elsewhere'],
  EIO: ['cannot be read or written because of a fault of the disk', 'check the disk'],
  EISDIR: ['is a folder instead of a file', 'name a file, or move the folder away'],
  ELOOP: ['is a symbolic link that leads back to itself', 'let it point to a file or a folder'],
  EMFILE: ['cannot be opened: this program has too many files open', 'raise the limit: ulimit -n 4096'],
  ENAMETOOLONG: ['has too long a name', 'shorten it'],
  ENFILE: ['cannot be opened: this machine has too many files open', 'end programs that need many, then try again'],
  ENOENT: ['does not exist', 'make it, or name another one'],
  ENOSPC: ['does not fit on the disk', 'free space, then run the command again'],
  ENOTDIR: ['is not a folder, or is below a file', 'move the file away, or name a folder'],
  ENOTEMPTY: ['is a folder that is not empty', 'check its content, and move it away'],
  EPERM: ['may not be changed by you', 'have its owner change that, or run the command as its owner'],
  EPIPE: ['was cut off: the program that read it has ended', 'run the command again, and let it finish'],
  EROFS: ['is on a read-only file system', 'write elsewhere, or mount it for writing'],
  EXDEV: ['is on another file system', 'use one file system for both'],
};

/** Reason and remedy of a failed system call in two lines; undefined for any other error. */
export function systemErrorText(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('syscall' in error)) return undefined;
  const { code, syscall } = error;
  if (typeof code !== 'string' || typeof syscall !== 'string') return undefined;
  const unnamed = syscall === 'read' ? 'what was being read' : 'what was being written';
  const path = 'path' in error && typeof error.path === 'string' ? shownPath(error.path) : unnamed;
  const target = 'dest' in error && typeof error.dest === 'string' ? ` (to ${shownPath(error.dest)})` : '';
  const [reason, remedy] = refusals[code] ?? [`failed: ${syscall} answers ${code}`, 'look the code up in errno(3)'];
  return `${path}${target} ${reason}\n    ${remedy}; no file was left incomplete`;
}
