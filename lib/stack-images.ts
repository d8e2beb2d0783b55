import { imageArchitecture } from '../constructs/single-sign-on/keycloak-service';
import { runnerJobImage } from '../model/data/runner-release';
import type { Architecture } from '../model/data/instance-families';
import type { Environment } from '../model/environment';
import { keycloakImage } from './single-sign-on';

/** An image that runs beside the cluster, and what it has to be built for. */
export interface StackImage {
  readonly reference: string;
  readonly architecture: Architecture;
}

/** Images that the stacks of an environment run, as they are written. */
export const stackImages = ({ singleSignOn, hosts }: Environment): readonly StackImage[] => [
  ...(singleSignOn.keycloak?.placement === 'ecs'
    ? [{ reference: keycloakImage, architecture: imageArchitecture }]
    : []),
  ...hosts.runners.map(({ architecture }) => ({ reference: runnerJobImage, architecture })),
];
