import { createRequire } from 'node:module';

const load = createRequire(__filename);

/** Loads files of libraries, in the order in which the program loaded them. */
export function loadModules(files: readonly string[]): void {
  for (const file of files) load(file);
}
