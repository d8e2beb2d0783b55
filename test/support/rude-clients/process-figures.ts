import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Whether this machine tells what a process has; Linux does. */
export const hasProcessFigures = existsSync('/proc/self/fd');

/** What `read` finds; nothing when it is gone since it was listed, as a connection or a child of a server may be. */
function orGone<Found>(read: () => Found, gone: Found): Found {
  try {
    return read();
  } catch {
    return gone;
  }
}

/** Sockets that a process has open; none when it has ended. */
export const socketsOf = (pid: number): number =>
  orGone(() => readdirSync(`/proc/${pid}/fd`), []).filter((descriptor) =>
    orGone(() => readlinkSync(join(`/proc/${pid}/fd`, descriptor)), '').startsWith('socket:'),
  ).length;

/** MiB of memory that a process has; none when it has ended. */
export const memoryOf = (pid: number): number => {
  const status = orGone(() => readFileSync(`/proc/${pid}/status`, 'utf8'), '');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
};
