import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { removeTemporaryFolder, temporaryFolder } from './temporary-folders';

/**
 * Has `fill` write folders into a temporary one beside `target`'s folders, then moves each into place whole. When
 * something throws, what was there before is there again. What a killed process left behind is removed after an hour.
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
    // From here on nothing waits, so that no signal comes in between.
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

/** Younger ones may belong to a process that is still at work. */
function removeLeftOvers(target: string): void {
  const hourAgo = Date.now() - 3_600_000;
  for (const name of readdirSync(target).filter((entry) => /^\.(next|old)-/.test(entry))) {
    const leftOver = join(target, name);
    if (statSync(leftOver).mtimeMs < hourAgo) rmSync(leftOver, { recursive: true });
  }
}
