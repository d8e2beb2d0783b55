import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes files, given as contents by path below `folder`, with the folders that they are in. */
export function writeFiles(files: Readonly<Record<string, string>>, folder: string): void {
  const folders = new Set<string>();
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    const parent = dirname(file);
    if (!folders.has(parent)) mkdirSync(parent, { recursive: true });
    folders.add(parent);
    writeFileSync(file, text);
  }
}
