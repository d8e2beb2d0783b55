import { join } from 'node:path';
import { run } from '../../bin/run';
import { renderEnvironment } from '../../bin/render-environment';
import { kinds } from '../../cdk8s/services/kinds';
import { environmentNames, loadEnvironment } from '../../model/load';

/** Renders environments kept elsewhere, as `commons render` does with ours: `render-folder.ts <environments> <into>`. */
run(async () => {
  const [environments = '', into = ''] = process.argv.slice(2);
  for (const name of environmentNames(environments)) {
    await renderEnvironment(loadEnvironment(environments, name, kinds), kinds, join(into, name));
  }
});
