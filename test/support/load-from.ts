import type { Home } from '../../bin/home';
import { kinds } from '../../cdk8s/services/kinds';
import { loadEnvironment } from '../../model/load';

/** An environment of a home whose services are of the program's own kinds. */
export const loadFrom = (home: Home, name: string) => loadEnvironment(home.environments, name, kinds);
