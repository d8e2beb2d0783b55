import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Has `fill` write folders into a temporary one beside `target`'s folders, then moves each into place whole. When `fill`
 * throws, nothing below `target` has changed. What a killed process left behind is removed.
 */
export function replaceFolders<Result>(target: string, fill: (temporary: string) => Result): Result {
  mkdirSync(target, { recursive: true });
  for (const leftOver of readdirSync(target).filter((name) => /^\.(next|old)-/.test(name))) {
    rmSync(join(target, leftOver), { recursive: true });
  }
  const temporary = mkdtempSync(join(target, '.next-'));
  const replaced = mkdtempSync(join(target, '.old-'));
  try {
    const result = fill(temporary);
    for (const name of readdirSync(temporary)) {
      if (existsSync(join(target, name))) renameSync(join(target, name), join(replaced, name));
      renameSync(join(temporary, name), join(target, name));
    }
    return result;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
    rmSync(replaced, { recursive: true, force: true });
  }
}
