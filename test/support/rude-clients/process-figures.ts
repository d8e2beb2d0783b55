import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Whether this machine tells what a process has; Linux does. */
export const hasProcessFigures = existsSync('/proc/self/fd');

/** Sockets that a process has open. */
export const socketsOf = (pid: number): number =>
  readdirSync(`/proc/${pid}/fd`).filter((descriptor) => {
    try {
      return readlinkSync(join(`/proc/${pid}/fd`, descriptor)).startsWith('socket:');
    } catch {
      // Closed since it was listed.
      return false;
    }
  }).length;

/** MiB of memory that a process has. */
export const memoryOf = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
