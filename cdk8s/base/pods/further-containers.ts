import type { SecretValue } from '../secrets/external-secret';
import type { k8s } from '../manifests/kubernetes';
import type { AppImage, TriggeredContainer } from './app-image';
import { besidePorts, type ListenedPorts } from './container-ports';
import { containerVariables } from './container-variables';
import { volumeMounts, type MountedVolume } from './mounted-volume';
import type { PodSize } from './pod-size';
import { unaskedReason, type Unasked } from './probe-question';
import { restrictedContainer } from './restricted';
import { imageContent, resourcesWithScratch, scratchVolumes, type ScratchFolder } from './scratch-folders';

/** Probes of a container, or the reason why it has none. */
export type ContainerProbes = Pick<k8s.Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'> | Unasked;

/** A container of the web pods besides the one that answers. */
export interface FurtherContainer extends ListenedPorts {
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
   * Names of the volumes with lasting content that it mounts; scratch folders of the pod and files it has anyway.
   * @default all volumes of the pod
   */
  readonly volumes?: readonly string[];
  /**
   * Scratch folders of its own, besides those of the pod, and the word by which their volumes are called.
   * @default none
   */
  readonly ownScratch?: { readonly owner: string; readonly folders: readonly ScratchFolder[] };
  /**
   * Its probes.
   * @default none: it ends before the others start
   */
  readonly probes?: ContainerProbes;
  /**
   * Time until its probes have to be answered after its start.
   * @default no longer than that of the application
   */
  readonly startSeconds?: number;
}

/** What all containers of a pod have. */
export interface SharedByContainers {
  readonly volumes: readonly MountedVolume[];
  /** Mounts of files. */
  readonly files: readonly k8s.VolumeMount[];
}

/** What further containers add to a pod of an application. */
export interface FurtherInPod {
  readonly initContainers: readonly k8s.Container[];
  readonly containers: readonly k8s.Container[];
  /** Reasons why containers have no probes, by their names; undefined for those that have some. */
  readonly unasked: Readonly<Record<string, string | undefined>>;
  readonly ports: readonly k8s.ContainerPort[];
  /** Volumes of scratch folders of their own. */
  readonly volumes: readonly k8s.Volume[];
  /** Time that each of them may take to start, in seconds. */
  readonly startSeconds: readonly number[];
  /** The images of them that triggers set. */
  readonly triggered: readonly TriggeredContainer[];
}

/**
 * The containers that run before and beside that of an application, and what they add to its pod.
 *
 * @param image image of those that have none of their own
 */
export function furtherInPod(
  {
    before = [],
    beside = [],
  }: { readonly before?: readonly FurtherContainer[]; readonly beside?: readonly FurtherContainer[] },
  image: AppImage,
  shared: SharedByContainers,
): FurtherInPod {
  const triggered = (list: TriggeredContainer['list']) => (container: FurtherContainer) => ({
    list,
    name: container.name,
    image: container.image ?? image,
  });
  const all = [...before, ...beside];
  const copies = all.flatMap((container) => ownCopies(container, container.image ?? image));
  return {
    initContainers: [
      ...copies.map(({ container }) => container),
      ...before.map((container) => toContainer(container, image, shared)),
    ],
    containers: beside.map((container) => toContainer(container, image, shared)),
    unasked: Object.fromEntries(beside.map(({ name, probes = {} }) => [name, unaskedReason(probes)])),
    ports: beside.flatMap(besidePorts),
    volumes: all.flatMap((container) => ownFolders(container).map(({ volume }) => volume)),
    startSeconds: all.flatMap(({ startSeconds }) => startSeconds ?? []),
    triggered: [
      ...copies.map(({ container: { name }, image: copied }) => ({
        list: 'initContainers' as const,
        name,
        image: copied,
      })),
      ...before.map(triggered('initContainers')),
      ...beside.map(triggered('containers')),
    ],
  };
}

const ownFolders = ({ ownScratch }: FurtherContainer): readonly MountedVolume[] =>
  ownScratch === undefined ? [] : scratchVolumes(ownScratch.folders, ownScratch.owner);

/** Containers that fill its own folders with what its image has at their paths. */
const ownCopies = ({ ownScratch }: FurtherContainer, image: AppImage) =>
  ownScratch === undefined
    ? []
    : imageContent(ownScratch.folders, image.reference, ownScratch.owner).map((container) => ({ container, image }));

function toContainer(container: FurtherContainer, ofApplication: AppImage, shared: SharedByContainers): k8s.Container {
  const { name, image, command, args, variables, size, volumes: mounted, probes } = container;
  const ports = besidePorts(container);
  const own = ownFolders(container);
  const volumes = shared.volumes.filter(
    ({ path, volume }) =>
      (mounted === undefined || volume.persistentVolumeClaim === undefined || mounted.includes(volume.name)) &&
      !own.some((folder) => folder.path === path),
  );
  return {
    name,
    image: (image ?? ofApplication).reference,
    command: command && [...command],
    args: args && [...args],
    ports: ports.length === 0 ? undefined : ports,
    env: containerVariables(variables),
    resources: resourcesWithScratch(size, container.ownScratch?.folders ?? []),
    securityContext: restrictedContainer,
    terminationMessagePolicy: 'FallbackToLogsOnError',
    ...(probes !== undefined && !('none' in probes) ? probes : {}),
    volumeMounts: [...volumeMounts([...volumes, ...own]), ...shared.files],
  };
}
