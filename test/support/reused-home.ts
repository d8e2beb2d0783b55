import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * A folder whose files are changed from use to use: to make a folder and to remove it takes several times as long as to load what is in
 * it. It is removed with all temporary files of the run.
 */
export class ReusedHome {
  private made: string | undefined;
  private files: ReadonlyMap<string, string> = new Map();

  /** The folder, with these texts by their paths and nothing else in it. */
  holding(files: ReadonlyMap<string, string>): string {
    const folder = (this.made ??= mkdtempSync(join(tmpdir(), 'commons-test-')));
    for (const path of this.files.keys()) {
      if (!files.has(path)) rmSync(join(folder, unneeded(path, files)), { recursive: true, force: true });
    }
    for (const [path, text] of files) {
      if (this.files.get(path) === text) continue;
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    this.files = files;
    return folder;
  }
}

/** The file of a path, or the folder above it that none of the files is in. */
function unneeded(path: string, files: ReadonlyMap<string, string>): string {
  const above = dirname(path);
  const isNeeded = above === '.' || [...files.keys()].some((each) => each.startsWith(`${above}/`));
  return isNeeded ? path : unneeded(above, files);
}
