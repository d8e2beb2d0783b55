import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { environmentNames } from '../model/load';
import { collectOrThrow } from '../model/problem';
import { writeClusterFiles } from './cluster-files';
import { home } from './home';
import { homeKinds } from './home-kinds';
import { loadedEnvironment } from './loaded-environment';
import { run } from './run';

/** The cdk8s program: `cluster.ts <folder> [environment]` writes the manifests of one environment or of all. */
run(async () => {
  const { positionals } = parseArgs({ options: { home: { type: 'string' } }, allowPositionals: true });
  const [folder = 'dist', chosen] = positionals;
  const names = chosen === undefined ? environmentNames(home.environments) : [chosen];
  for (const loaded of collectOrThrow(names, loadedEnvironment)) {
    await writeClusterFiles(loaded, homeKinds(), join(folder, loaded.environment.name));
  }
});
