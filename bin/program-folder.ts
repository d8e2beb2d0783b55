import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the program, which is one level higher where it is compiled. */
export function programFolder(folder = __dirname): string {
  return existsSync(join(folder, 'package.json')) ? folder : programFolder(dirname(folder));
}
