import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Has `fill` write folders into a temporary one beside `target`'s folders, then moves each into place whole. When
 * something throws, what was there before is there again. What a killed process left behind is removed after an hour.
 */
export function replaceFolders<Result>(target: string, fill: (temporary: string) => Result): Result {
  mkdirSync(target, { recursive: true });
  removeLeftOvers(target);
  const temporary = mkdtempSync(join(target, '.next-'));
  const replaced = mkdtempSync(join(target, '.old-'));
  try {
    const result = fill(temporary);
    for (const name of readdirSync(temporary)) {
      replaceFolder(join(target, name), join(temporary, name), join(replaced, name));
    }
    return result;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
    rmSync(replaced, { recursive: true, force: true });
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
