import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const listens = '0A';

/** Where a process of Linux and all that it has started listen, as the kernel writes addresses: `0100007F:<port>` is 127.0.0.1. */
export function listeningAddresses(pid: number): readonly string[] {
  const sockets = new Set([pid, ...descendants(pid)].flatMap(socketsOf));
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .flatMap(([, address = '', , state, , , , , , inode = '']) =>
        state === listens && sockets.has(inode) ? [address] : [],
      ),
  );
}

/** Whether nobody beyond this machine can reach an address; IPv4 also as IPv6 writes it. */
export const isLoopback = (address: string): boolean =>
  /^(0100007F|0{16}FFFF00000100007F|0{24}01000000):/.test(address);

/** Processes that a process has started, and what those have. */
export function descendants(pid: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(name)] as const);
  const children = parents.filter(([, parent]) => parent === pid).map(([child]) => child);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function parentOf(pid: string): number | undefined {
  try {
    // The name of the program, in brackets, may hold spaces.
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ')[1],
    );
  } catch {
    return undefined;
  }
}

function socketsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((name) => {
      const [, inode] = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${name}`)) ?? [];
      return inode === undefined ? [] : [inode];
    });
  } catch {
    return [];
  }
}
