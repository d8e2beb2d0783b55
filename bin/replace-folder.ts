import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { removeTemporaryFolder, temporaryFolder } from './temporary-folders';

/**
 * Calls `fill` with a temporary folder inside `target`, then moves each folder that it wrote into place. If something throws,
 * the folders from before are restored. Temporary folders of killed processes are removed after an hour.
 */
export async function replaceFolders<Result>(
  target: string,
  fill: (temporary: string) => Promise<Result> | Result,
): Promise<Result> {
  mkdirSync(target, { recursive: true });
  removeLeftOvers(target);
  const temporary = temporaryFolder(join(target, '.next-'));
  const replaced = temporaryFolder(join(target, '.old-'));
  try {
    const result = await fill(temporary);
    // There is no await from here on, so that no signal handler runs in between.
    for (const name of readdirSync(temporary)) {
      replaceFolder(join(target, name), join(temporary, name), join(replaced, name));
    }
    return result;
  } finally {
    removeTemporaryFolder(temporary);
    removeTemporaryFolder(replaced);
  }
}

function replaceFolder(place: string, next: string, old: string): void {
  const existed = existsSync(place);
  if (existed) renameSync(place, old);
  try {
    renameSync(next, place);
  } catch (error) {
    if (existed) renameSync(old, place);
    throw error;
  }
}

/** Removes old temporary folders. Those of the last hour may belong to a process that still runs. */
function removeLeftOvers(target: string): void {
  const hourAgo = Date.now() - 3_600_000;
  for (const name of readdirSync(target).filter((entry) => /^\.(next|old)-/.test(entry))) {
    const leftOver = join(target, name);
    if (statSync(leftOver).mtimeMs < hourAgo) rmSync(leftOver, { recursive: true });
  }
}
