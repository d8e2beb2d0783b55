import type { ControlPlane } from '../support/control-plane';

/** An operator that runs for real, in place of what stands in for it, with rights of its own. */
export interface Operator {
  readonly name: string;
  readonly comesWith: Origin;
  /** Names of the stand-ins that it takes the place of; none where it only judges. */
  readonly inPlaceOf: readonly string[];
  /**
   * API groups that it watches as a whole, also kinds of which nothing is rendered.
   * @default its kinds that are rendered are all that it needs
   */
  readonly watches?: readonly string[];
  /** Users of the API server that it asks as, by nobody else's rights: the audit log is read for each. */
  readonly users: readonly string[];
  /**
   * Grants it what its makers publish, starts it, and returns when it takes objects.
   *
   * @throws Error when it does not start.
   */
  readonly start: (plane: ControlPlane) => Promise<void>;
}

/** What an operator comes with. Its definitions are served before it starts. */
export type Origin =
  /** OpenShift itself: it is there before anything of the environment. */
  | { readonly kind: 'openshift' }
  /** A package of the catalogues: it is there when OLM says that the package is installed, not after. */
  | { readonly kind: 'package'; readonly package: string }
  /** An object of a kind, by which another operator, which is stood in for, installs it. */
  | { readonly kind: 'object'; readonly of: readonly [apiVersion: string, kind: string] };
