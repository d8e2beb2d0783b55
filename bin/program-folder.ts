import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The root folder of the program: the nearest folder above this file with a `package.json`. */
export function programFolder(folder = __dirname): string {
  return existsSync(join(folder, 'package.json')) ? folder : programFolder(dirname(folder));
}
