import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The root folder of the program. From compiled files (`dist/bin`) it is one level higher than from sources (`bin`). */
export function programFolder(folder = __dirname): string {
  return existsSync(join(folder, 'package.json')) ? folder : programFolder(dirname(folder));
}
