import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { clusterCache } from './build/cache';
import { missingParts } from './build/parts';

/** Runs the short form where all parts are there already; builds nothing, and says aloud what did not run. */
const missing = missingParts('delivery').map(({ name }) => name);
if (missing.length > 0) {
  process.stdout.write(
    `NOT RUN: no manifest met a real API server and Argo CD: ${clusterCache} lacks ${missing.join(' and ')}, which \`npm run test:cluster\` builds\n`,
  );
} else {
  const jest = resolve('node_modules/.bin/jest');
  const words = ['--config', 'test/cluster/short.jest.config.mjs', 'test/cluster/short'];
  process.exitCode = spawnSync(process.execPath, [jest, ...words], { stdio: 'inherit' }).status ?? 1;
}
