import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes a file atomically: readers see the old file or the new one. */
export function replaceFile(file: string, text: string): void {
  const next = `${file}.next.tmp`;
  try {
    writeFileSync(next, text);
    renameSync(next, file);
  } catch (error) {
    rmSync(next, { force: true });
    throw error;
  }
}
