import { claimedVolume, type MountPath, type MountedVolume } from '../pods/mounted-volume';
import type { VolumeClaimProps } from './volume-claim';

/** The volume of an application. */
export interface MountedClaim extends Omit<VolumeClaimProps, 'name'> {
  /** Where the container mounts it. */
  readonly path: MountPath;
}

/** A further volume of an application. */
export interface NamedClaim extends MountedClaim {
  /** Unique in its application, without a hyphen, and not `data`, which is the name of the first. */
  readonly name: string;
}

/** Name of a PersistentVolumeClaim of an application: the first one, or a further one by its own name. */
export const claimName = (application: string, volume = 'data'): string => `${application}-${volume}`;

/** The volume that a process of an application has alone, by the name of the process. */
export const ownVolume = (process: string, path: MountPath): MountedVolume =>
  claimedVolume(path, claimName(process), 'own');

/** The volumes of an application that keep their content, for its web pods and for its other processes. */
export const claimedVolumes = (
  application: string,
  claim: Pick<MountedClaim, 'path'> | undefined,
  volumes: readonly Pick<NamedClaim, 'name' | 'path'>[] = [],
): readonly MountedVolume[] => [
  ...(claim === undefined ? [] : [claimedVolume(claim.path, claimName(application))]),
  ...volumes.map(({ name, path }) => claimedVolume(path, claimName(application, name), name)),
];
