import { k8s } from '../manifests/kubernetes';

/** A volume of a pod, and the path at which its container mounts it. */
export interface MountedVolume {
  readonly path: string;
  readonly volume: k8s.Volume;
}

/**
 * A volume for what a pod writes while it runs; the content is lost with the pod.
 *
 * @param sizeLimit size above which the pod is evicted, as a quantity of Kubernetes
 */
export const emptyVolume = (name: string, sizeLimit: string): k8s.Volume => ({
  name,
  emptyDir: { sizeLimit: k8s.Quantity.fromString(sizeLimit) },
});

/** An empty volume of at most 256 MiB for each path. */
export const scratchVolumes = (paths: readonly string[]): readonly MountedVolume[] =>
  paths.map((path, index) => ({
    path,
    volume: emptyVolume(`scratch-${index}`, '256Mi'),
  }));

/** The volume `data` of a PersistentVolumeClaim. */
export const claimedVolume = (path: string, claimName: string): MountedVolume => ({
  path,
  volume: { name: 'data', persistentVolumeClaim: { claimName } },
});

/** A mount through which its container cannot write. */
export const readOnlyMount = ({ path, volume }: MountedVolume): k8s.VolumeMount => ({
  name: volume.name,
  mountPath: path,
  readOnly: true,
});

/** The `volumeMounts` of the container for these volumes. */
export const volumeMounts = (volumes: readonly MountedVolume[]): k8s.VolumeMount[] =>
  volumes.map(({ path, volume }) => ({ name: volume.name, mountPath: path }));
