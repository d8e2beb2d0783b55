import type { ChartedService } from '../cdk8s/services/service-kind';
import { loadEnvironment, type LoadedEnvironment } from '../model/load';
import { home } from './home';
import { homeKinds } from './home-kinds';

/**
 * Loads the environment `name` of this process's home.
 *
 * @throws ProblemsError with every problem of every file of the environment.
 */
export const loadedEnvironment = (name: string): LoadedEnvironment<ChartedService> =>
  loadEnvironment(home.environments, name, homeKinds());
