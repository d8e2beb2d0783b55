import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Environment variable with the file that the list is written to. */
export const modulesFile = 'COMMONS_BENCH_MODULES';

/** At the end of the process, writes which files it had loaded, in the order of loading. */
const file = process.env[modulesFile];
const { cache } = createRequire(__filename);
if (file !== undefined) {
  process.on('exit', () => {
    writeFileSync(file, JSON.stringify(Object.keys(cache)));
  });
}
