import { z } from 'zod';
import { environmentNames, loadEnvironment } from '../environments/load';
import { allOrProblems } from '../environments/problem';
import { cloudApp } from '../lib/cloud-app';
import { platform } from '../lib/platform';
import { cdkContext, folders, run } from './project';

/** The CDK program: the stacks of the environment named by `-c environment=<name>`, or of all. */
run(() => {
  const app = cloudApp({ context: cdkContext() });
  const chosen: unknown = app.node.tryGetContext('environment');
  const names = chosen === undefined ? environmentNames(folders.environments) : [z.coerce.string().parse(chosen)];
  for (const { environment, facts } of allOrProblems(names, (name) => loadEnvironment(folders.environments, name))) {
    platform(app, environment, facts);
  }
  app.synth();
});
