import type { SecretValue } from '../secrets/external-secret';
import type { k8s } from '../manifests/kubernetes';
import type { AppImage, TriggeredContainer } from './app-image';
import { containerVariables } from './container-variables';
import { volumeMounts, type MountedVolume } from './mounted-volume';
import { toResources, type PodSize } from './pod-size';
import { restrictedContainer } from './restricted';

/** Probes of a container, or the reason why it has none. */
export type ContainerProbes =
  | Pick<k8s.Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'>
  | { readonly none: string };

/** A container of the web pods besides the one that answers. */
export interface FurtherContainer {
  /** Unique in the pod. */
  readonly name: string;
  /**
   * Image of its own.
   * @default the image of the application
   */
  readonly image?: AppImage;
  /**
   * Command in place of the one that the image starts by itself.
   * @default that of the image
   */
  readonly command?: readonly string[];
  /**
   * Arguments in place of those of the image.
   * @default those of the image, or none with a command
   */
  readonly args?: readonly string[];
  readonly variables: Readonly<Record<string, string | SecretValue>>;
  readonly size: PodSize;
  /**
   * Port that it listens on, for the other containers of its pod.
   * @default none
   */
  readonly port?: number;
  /**
   * Names of the volumes with lasting content that it mounts; scratch folders and files it has anyway.
   * @default all volumes of the pod
   */
  readonly volumes?: readonly string[];
  /**
   * Its probes.
   * @default none: it ends before the others start
   */
  readonly probes?: ContainerProbes;
}

/** What all containers of a pod have. */
export interface SharedByContainers {
  /** Image of those that have none of their own. */
  readonly image: string;
  readonly volumes: readonly MountedVolume[];
  /** Mounts of files. */
  readonly files: readonly k8s.VolumeMount[];
}

/** A further container of a pod, as Kubernetes has it. */
export function toFurtherContainer(
  { name, image, command, args, variables, size, port, volumes: mounted, probes }: FurtherContainer,
  shared: SharedByContainers,
): k8s.Container {
  const volumes = shared.volumes.filter(
    ({ volume }) =>
      mounted === undefined || volume.persistentVolumeClaim === undefined || mounted.includes(volume.name),
  );
  return {
    name,
    image: image?.reference ?? shared.image,
    command: command && [...command],
    args: args && [...args],
    ports: port === undefined ? undefined : [{ containerPort: port }],
    env: containerVariables(variables),
    resources: toResources(size),
    securityContext: restrictedContainer,
    terminationMessagePolicy: 'FallbackToLogsOnError',
    ...(probes !== undefined && !('none' in probes) ? probes : {}),
    volumeMounts: [...volumeMounts(volumes), ...shared.files],
  };
}

/** Annotations of a pod that say why containers have no probes. */
export const unprobedReasons = (containers: readonly FurtherContainer[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    containers.flatMap(({ name, probes }) =>
      probes !== undefined && 'none' in probes ? [[`no-probes.commons-platform/${name}`, probes.none]] : [],
    ),
  );

/** The images of further containers that triggers set; `image` is that of those that have none of their own. */
export const triggeredFurther = (
  list: TriggeredContainer['list'],
  containers: readonly FurtherContainer[],
  image: AppImage,
): readonly TriggeredContainer[] => containers.map(({ name, image: own = image }) => ({ list, name, image: own }));
