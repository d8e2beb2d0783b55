import { join, resolve } from 'node:path';
import { Home } from '../../bin/home';
import { kinds } from '../../cdk8s/services/kinds';
import { loadEnvironment } from '../../model/load';

/** The home that this repository holds as its example. */
export const exampleHome = new Home(join(resolve(__dirname, '../..'), 'examples/community'));

/** An environment of it. */
export const loadExample = (name: string) => loadEnvironment(exampleHome.environments, name, kinds);
