import { join } from 'node:path';
import { environmentNames, loadEnvironment } from '../environments/load';
import { allOrProblems } from '../environments/problem';
import { writeClusterFiles } from './cluster-files';
import { folders, run } from './project';

/** The cdk8s program: `cluster.ts <folder> [environment]` writes the manifests of one environment or of all. */
run(async () => {
  const [folder = 'dist', chosen] = process.argv.slice(2);
  const names = chosen === undefined ? environmentNames(folders.environments) : [chosen];
  for (const loaded of allOrProblems(names, (name) => loadEnvironment(folders.environments, name))) {
    await writeClusterFiles(loaded, join(folder, loaded.environment.name));
  }
});
