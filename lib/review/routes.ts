import { groupBy } from '../group-by';
import type { RenderedObject } from '../rendered';
import { objectsOfKinds } from './objects-of-kinds';
import type { RenderedSnapshot } from './rendered-snapshot';
import { textAt } from './value-at';

export const routeKind = 'route.openshift.io/Route';

/** Host of a Route; empty where it has none. */
export const routeHost = (route: RenderedObject | undefined): string => textAt(route, ['spec', 'host']) ?? '';

/** Path of a Route; that of all requests where it names none. */
export const routePath = (route: RenderedObject | undefined): string => textAt(route, ['spec', 'path']) ?? '/';

/** All Routes of a version, by their host. */
export const routesByHost = (snapshot: RenderedSnapshot): ReadonlyMap<string, readonly RenderedObject[]> =>
  groupBy(objectsOfKinds(snapshot, new Set([routeKind])), routeHost);
