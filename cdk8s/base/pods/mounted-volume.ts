import { k8s } from '../manifests/kubernetes';

/** Where a container has a volume: at one path, or at several, each with the folder of the volume that is there. */
export type MountPath = string | Readonly<Record<string, string>>;

/** A volume of a pod, and where its container mounts it. */
export interface MountedVolume<Path extends MountPath = MountPath> {
  readonly path: Path;
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

/**
 * A volume in memory, which counts as memory of the containers that write it.
 *
 * @param sizeLimit as for `emptyVolume`
 */
export const memoryVolume = (name: string, sizeLimit: string): k8s.Volume => ({
  name,
  emptyDir: { medium: 'Memory', sizeLimit: k8s.Quantity.fromString(sizeLimit) },
});

/** The volume of a PersistentVolumeClaim. */
export const claimedVolume = (path: MountPath, claimName: string, name = 'data'): MountedVolume => ({
  path,
  volume: { name, persistentVolumeClaim: { claimName } },
});

/** A mount through which its container cannot write. */
export const readOnlyMount = ({ path, volume }: MountedVolume<string>): k8s.VolumeMount => ({
  name: volume.name,
  mountPath: path,
  readOnly: true,
});

/** The `volumeMounts` of the container for these volumes. */
export const volumeMounts = (volumes: readonly MountedVolume[]): k8s.VolumeMount[] =>
  volumes.flatMap(({ path, volume: { name } }) =>
    typeof path === 'string'
      ? [{ name, mountPath: path }]
      : Object.entries(path).map(([mountPath, subPath]) => ({ name, mountPath, subPath })),
  );
