import type { k8s } from '../manifests/kubernetes';

/** Text of a file that a container reads, or also runs. */
export type FileContent = string | { readonly text: string; readonly executable: true };

/** Files by their paths in a container. */
export type Files = Readonly<Record<string, FileContent>>;

/** Files whose texts are in a Secret, because a part of them is secret. */
export interface SecretFiles {
  readonly secret: string;
  /** Keys of the Secret by the paths of the files in a container. */
  readonly keys: Readonly<Record<string, string>>;
  /**
   * Those keys whose files are programs.
   * @default none
   */
  readonly executable?: readonly string[];
}

/** Mode of a file that everybody may read and run, and nobody write. */
const executableMode = 0o555;

/** Fields of a pod and its container by which the container has files. */
export interface MountedFiles {
  /** Left out without files: the API server drops an empty map, so Argo CD would always see a difference. */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly mounts: k8s.VolumeMount[];
  readonly volumes: k8s.Volume[];
}

/**
 * Fields of a pod for files whose texts are in its annotations, and for those of a Secret. The annotations are part of the pod
 * template, so a changed file starts a rollout.
 */
export function mountedFiles(files: Files = {}, secret?: SecretFiles): MountedFiles {
  const plain = annotatedFiles(files);
  if (secret === undefined) return plain;
  const name = 'secret-files';
  const mounts = Object.entries(secret.keys).map(([mountPath, subPath]) => ({
    name,
    mountPath,
    subPath,
    readOnly: true,
  }));
  return {
    ...plain,
    mounts: [...plain.mounts, ...mounts],
    volumes: [...plain.volumes, { name, secret: { secretName: secret.secret, items: secretItems(secret) } }],
  };
}

/** The keys with the modes of their files; left out where all have the usual one. */
function secretItems({ keys, executable = [] }: SecretFiles): k8s.KeyToPath[] | undefined {
  if (executable.length === 0) return undefined;
  return Object.values(keys).map((key) => ({
    key,
    path: key,
    mode: executable.includes(key) ? executableMode : undefined,
  }));
}

function annotatedFiles(files: Files): MountedFiles {
  const named = Object.entries(files).map(([path, file], index) => ({
    path,
    text: typeof file === 'string' ? file : file.text,
    mode: typeof file === 'string' ? undefined : executableMode,
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
          items: named.map(({ key, annotation, mode }) => ({
            path: key,
            mode,
            fieldRef: { fieldPath: `metadata.annotations['${annotation}']` },
          })),
        },
      },
    ],
  };
}
