import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { environmentNames, loadEnvironment } from '../model/load';
import { allOrProblems } from '../model/problem';
import { writeClusterFiles } from './cluster-files';
import { home } from './home';
import { run } from './run';

/** The cdk8s program: `cluster.ts <folder> [environment]` writes the manifests of one environment or of all. */
run(async () => {
  const { positionals } = parseArgs({ options: { home: { type: 'string' } }, allowPositionals: true });
  const [folder = 'dist', chosen] = positionals;
  const names = chosen === undefined ? environmentNames(home.environments) : [chosen];
  for (const loaded of allOrProblems(names, (name) => loadEnvironment(home.environments, name))) {
    await writeClusterFiles(loaded, join(folder, loaded.environment.name));
  }
});
