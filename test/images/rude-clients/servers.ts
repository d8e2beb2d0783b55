import type { Target } from '../../support/rude-clients/target';
import { hooksTarget } from './hooks-target';
import { releaseTarget } from './release-target';

/** A server that runs, and how it ends. */
export interface RunningTarget {
  readonly target: Target;
  readonly stop: () => Promise<void>;
}

/** How a server of an image is tried with rude clients: here, by a suite that needs more than Node, or not, for a reason. */
export type Trial =
  { readonly start: () => Promise<RunningTarget> } | { readonly suite: string } | { readonly none: string };

/** By folder of `images`. */
export const servers: Readonly<Record<string, Trial>> = {
  'automation-hooks': { start: hooksTarget },
  discourse: { none: 'its server is that of Discourse, behind the nginx of Discourse' },
  'git-fetch-cache': { suite: 'test/deep/git-fetch-cache-clients.deep.ts' },
  'release-service': { start: releaseTarget },
};
