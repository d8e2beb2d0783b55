import { k8s } from '../manifests/kubernetes';

/** A volume of a pod, and where its container finds it. */
export interface MountedVolume {
  readonly path: string;
  readonly volume: k8s.Volume;
}

/** Folders that a container may write to and that are lost with its pod. */
export const scratchVolumes = (paths: readonly string[]): readonly MountedVolume[] =>
  paths.map((path, index) => ({
    path,
    volume: { name: `scratch-${index}`, emptyDir: { sizeLimit: k8s.Quantity.fromString('256Mi') } },
  }));

/** The volume that is a claim. */
export const claimedVolume = (path: string, claimName: string): MountedVolume => ({
  path,
  volume: { name: 'data', persistentVolumeClaim: { claimName } },
});

/** What the container says of its volumes. */
export const volumeMounts = (volumes: readonly MountedVolume[]): k8s.VolumeMount[] =>
  volumes.map(({ path, volume }) => ({ name: volume.name, mountPath: path }));
