import { relative } from 'node:path';

/** Reason and remedy for errors of the operating system. The codes are those of POSIX errno.h. */
const refusals: Readonly<Record<string, readonly [reason: string, remedy: string]>> = {
  EACCES: ['may not be read or written by you', 'have its owner change that, or run the command as its owner'],
  EBUSY: ['is in use by another program', 'wait for that program, or end it'],
  EDQUOT: ['is beyond your quota on this disk', 'make room, then run the command again'],
  EEXIST: ['exists already, and is of another kind than what would be written', 'move it away'],
  EFBIG: ['is larger than this file system takes', 'write elsewhere'],
  EIO: ['cannot be read or written: the disk fails', 'look after the disk'],
  EISDIR: ['is a folder, where a file belongs', 'name a file, or move the folder away'],
  ELOOP: ['is a link that leads round in a circle', 'have it lead to a file or a folder'],
  EMFILE: ['cannot be opened: this program has too many files open', 'raise the limit: ulimit -n 4096'],
  ENAMETOOLONG: ['has too long a name', 'shorten it'],
  ENFILE: ['cannot be opened: this machine has too many files open', 'end programs that need many, then try again'],
  ENOENT: ['does not exist', 'make it, or name another one'],
  ENOSPC: ['does not fit on the disk', 'make room, then run the command again'],
  ENOTDIR: ['is not a folder, or lies below a file', 'move the file away, or name a folder'],
  ENOTEMPTY: ['is a folder that is not empty', 'look what is in it, and move it away'],
  EPERM: ['may not be changed by you', 'have its owner change that, or run the command as its owner'],
  EPIPE: ['was cut off: whoever read it has gone', 'run the command again, and let it come to its end'],
  EROFS: ['lies on a file system that can only be read', 'write elsewhere, or mount it for writing'],
  EXDEV: ['lies on another file system', 'keep both on one'],
};

/** Reason and remedy of a failed system call in two lines; undefined for any other error. */
export function systemErrorText(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('syscall' in error)) return undefined;
  const { code, syscall } = error;
  if (typeof code !== 'string' || typeof syscall !== 'string') return undefined;
  const path = 'path' in error && typeof error.path === 'string' ? placed(error.path) : 'what was being written';
  const target = 'dest' in error && typeof error.dest === 'string' ? ` (to ${placed(error.dest)})` : '';
  const [reason, remedy] = refusals[code] ?? [
    `cannot be had: ${syscall} answers ${code}`,
    'look the code up in errno(3)',
  ];
  return `${path}${target} ${reason}\n    ${remedy}; nothing was left half-written`;
}

/** The path relative to the current folder if it is inside it. */
function placed(path: string): string {
  const here = relative(process.cwd(), path);
  return here === '' || here.startsWith('..') ? path : here;
}
