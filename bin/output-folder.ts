import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A folder that files are written into, each with the folders that it is in. */
export class OutputFolder {
  /** Making a folder anew for each of its files costs as much as writing them. */
  private readonly made = new Set<string>();

  constructor(private readonly folder: string) {}

  /** Writes a file, given by its path below the folder. */
  write(path: string, content: string | Buffer, { executable = false }: { readonly executable?: boolean } = {}): void {
    const file = join(this.folder, path);
    const parent = dirname(file);
    if (!this.made.has(parent)) mkdirSync(parent, { recursive: true });
    this.made.add(parent);
    writeFileSync(file, content, { mode: executable ? 0o777 : 0o666 });
  }
}
