import type { k8s } from '../manifests/kubernetes';

/** Text by the path where a container finds it. */
export type Files = Readonly<Record<string, string>>;

/** What a pod needs for files of its own. */
export interface MountedFiles {
  /** None without files: the API server leaves out an empty map, and one that is written would never be in step. */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly mounts: k8s.VolumeMount[];
  readonly volumes: k8s.Volume[];
}

/** Files that are written in the annotations of the pod: as part of it, a change of them is a rollout. */
export function mountedFiles(files: Files): MountedFiles {
  const named = Object.entries(files).map(([path, text], index) => ({
    path,
    text,
    key: `file-${index + 1}`,
    annotation: `commons-platform/file-${index + 1}`,
  }));
  if (named.length === 0) return { mounts: [], volumes: [] };
  const name = 'files';
  return {
    annotations: Object.fromEntries(named.map(({ annotation, text }) => [annotation, text])),
    mounts: named.map(({ path, key }) => ({ name, mountPath: path, subPath: key, readOnly: true })),
    volumes: [
      {
        name,
        downwardApi: {
          items: named.map(({ key, annotation }) => ({
            path: key,
            fieldRef: { fieldPath: `metadata.annotations['${annotation}']` },
          })),
        },
      },
    ],
  };
}
