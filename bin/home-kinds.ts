import { kinds } from '../cdk8s/services/kinds';
import type { ChartedKinds } from '../cdk8s/services/service-kind';
import { home } from './home';
import { configuredKinds } from './home-config';

let known: ChartedKinds | undefined;

/**
 * The kinds of services that tenants of this process's home may run: those of the program, and those that the home adds.
 *
 * @throws ProblemsError when what the home adds cannot be used.
 */
export const homeKinds = (): ChartedKinds => (known ??= [...kinds, ...configuredKinds(home.folder)]);
