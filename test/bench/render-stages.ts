import { join } from 'node:path';
import { writeClusterFiles } from '../../bin/cluster-files';
import { renderStacks } from '../../bin/render-stacks';
import { run } from '../../bin/run';
import { kinds } from '../../cdk8s/services/kinds';
import { loadEnvironment } from '../../model/load';
import { StageClock } from './stage-clock';

/** Renders an environment stage by stage, as `commons render` does it: `render-stages.js <environments> <name> <into>`. */
run(async () => {
  const clock = new StageClock();
  clock.end('modules');
  const [environments = '', name = '', into = ''] = process.argv.slice(2);
  const loaded = loadEnvironment(environments, name, kinds);
  clock.end('files of the home');
  renderStacks(loaded, into);
  clock.end('templates');
  await writeClusterFiles(loaded, kinds, join(into, 'cluster'));
  clock.end('manifests');
  clock.write();
});
