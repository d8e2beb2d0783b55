import type { Operator } from './data/operators';
import type { Environment } from './environment';
import type { Facts } from './facts';
import { neededOperators } from './needed-operators';

/** An operator that an environment installs from an OLM catalogue, and the version that may be installed. */
export interface PinnedOperator {
  readonly operator: Operator;
  /** Name of its ClusterServiceVersion; undefined if no version is pinned yet. */
  readonly version: string | undefined;
}

/** The operators from OLM catalogues that an environment needs; its pinned versions take precedence over those of the table. */
export const pinnedOperators = (
  environment: Pick<Environment, 'tenants' | 'singleSignOn' | 'cluster'>,
  { operatorVersions = {} }: Partial<Facts>,
): readonly PinnedOperator[] =>
  neededOperators(environment).flatMap((operator) => {
    const supply = operator.releases[environment.cluster.release];
    return 'channel' in supply
      ? [{ operator, version: operatorVersions[operator.package] ?? supply.startingVersion }]
      : [];
  });
