import { setTimeout as pause } from 'node:timers/promises';
import { hasProcessFigures, memoryOf, socketsOf } from './process-figures';
import type { RudeClient } from './rude-clients';
import type { Target } from './target';

/** Seconds in which an honest client is served, whoever else is there: GitLab waits for ten. */
const servedSeconds = 5;

/** Sockets by which a server at rest may differ: what it itself asked may still be open, or be so again. */
const spareSockets = 4;

/** MiB that may not be given back yet. */
const spareMemory = 96;

const sum = (pids: readonly number[], figureOf: (pid: number) => number): number =>
  pids.reduce((all, pid) => all + figureOf(pid), 0);

async function served(target: Target, when: string): Promise<void> {
  const began = performance.now();
  await target.serve().catch((error: unknown) => {
    throw new Error(`${when} an honest client was not served`, { cause: error });
  });
  const seconds = (performance.now() - began) / 1000;
  if (seconds > servedSeconds) throw new Error(`${when} an honest client waited for ${seconds.toFixed(1)} seconds`);
}

/** Waits until a figure is as it should be. */
async function until(figure: () => number, most: number, seconds: number, what: string): Promise<void> {
  const began = performance.now();
  for (let last = figure(); last > most; last = figure()) {
    if (performance.now() - began > seconds * 1000) throw new Error(`${last} ${what}, not ${most}`);
    await pause(100);
  }
}

/**
 * Tries a rude client on a server: an honest client is served while it is there and afterwards, and what it held is free again.
 *
 * @throws Error that says what was not so.
 */
export async function withstands(target: Target, { name, come }: RudeClient): Promise<void> {
  await served(target, 'before');
  const pids = target.pids();
  const atRest = hasProcessFigures ? { sockets: sum(pids, socketsOf), memory: sum(pids, memoryOf) } : undefined;
  const clients = await come(target);
  try {
    for (let times = 0; times < 3; times++) {
      await served(target, 'meanwhile');
      await pause(200);
    }
    if (!Object.hasOwn(target.tolerated ?? {}, name)) {
      const held = () => clients.filter(({ isClosed }) => !isClosed).length;
      await until(held, 0, target.restSeconds, 'connections are still held');
    }
  } finally {
    for (const client of clients) client.reset();
  }
  await served(target, 'afterwards');
  if (atRest === undefined) return;
  await until(() => sum(pids, socketsOf), atRest.sockets + spareSockets, target.restSeconds, 'sockets are open');
  await until(() => sum(pids, memoryOf), atRest.memory + spareMemory, target.restSeconds, 'MiB of memory are taken');
}
