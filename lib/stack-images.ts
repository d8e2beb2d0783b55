import { imageArchitecture } from '../constructs/single-sign-on/keycloak-service';
import { runnerJobImage } from '../model/data/runner-release';
import type { Architecture } from '../model/data/instance-families';
import type { Environment } from '../model/environment';
import { keycloakImage } from './platform/single-sign-on';

/** An image that runs outside the cluster, and the architecture for which it has to be built. */
export interface StackImage {
  readonly reference: string;
  readonly architecture: Architecture;
}

/** Returns the images that the stacks of an environment run, without digests. */
export const stackImages = ({ singleSignOn, hosts }: Environment): readonly StackImage[] => [
  ...(singleSignOn.keycloak?.placement === 'ecs'
    ? [{ reference: keycloakImage, architecture: imageArchitecture }]
    : []),
  ...hosts.runners.map(({ architecture }) => ({ reference: runnerJobImage, architecture })),
];
