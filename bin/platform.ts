import { z } from 'zod';
import { environmentNames } from '../model/load';
import { collectOrThrow } from '../model/problem';
import { cloudApp } from '../lib/cloud-app';
import { platform } from '../lib/platform';
import { cdkContext } from './cdk-context';
import { home } from './home';
import { loadedEnvironment } from './loaded-environment';
import { run } from './run';

/** The CDK program: the stacks of the environment named by `-c environment=<name>`, or of all. */
run(() => {
  const app = cloudApp({ context: cdkContext() });
  const chosen: unknown = app.node.tryGetContext('environment');
  const names = chosen === undefined ? environmentNames(home.environments) : [z.coerce.string().parse(chosen)];
  for (const { environment, facts } of collectOrThrow(names, loadedEnvironment)) {
    platform(app, environment, facts);
  }
  app.synth();
});
