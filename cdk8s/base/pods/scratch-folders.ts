import { sharedMemory } from '../../../model/formats/shared-memory';
import type { k8s } from '../manifests/kubernetes';
import { podTriggers, type AppImage, type TriggeredContainer } from './app-image';
import { emptyVolume, memoryVolume, type MountedVolume } from './mounted-volume';
import { toQuantities, toResources, type PodSize } from './pod-size';
import { gibibyteQuantity } from './quantities';
import { restrictedContainer } from './restricted';

/** A folder that a container writes and that is lost with its pod: a path for 256 MiB, or one with a size of its own. */
export type ScratchFolder =
  | string
  | {
      readonly path: string;
      /** GiB; a pod that writes more is evicted. */
      readonly sizeGiB: number;
      /** What the folder has when the container starts: nothing, or what the image has at its path. */
      readonly content: 'none' | 'of-image';
    };

/** The folders of a process whose image is not that of its application: it has nothing of the application's image to begin with. */
export const emptyFolders = (folders: readonly ScratchFolder[]): readonly ScratchFolder[] =>
  folders.filter((folder) => typeof folder === 'string' || folder.content === 'none');

const toPath = (folder: ScratchFolder): string => (typeof folder === 'string' ? folder : folder.path);

const toGibibytes = (folder: ScratchFolder): number => (typeof folder === 'string' ? 0.25 : folder.sizeGiB);

/** The part of a name that tells the folders of a container from those of its pod. */
const infix = (owner?: string): string => (owner === undefined ? '' : `${owner}-`);

const isMemory = (folder: ScratchFolder): boolean => toPath(folder) === sharedMemory;

const toVolume = (folder: ScratchFolder, index: number, owner?: string): k8s.Volume =>
  (isMemory(folder) ? memoryVolume : emptyVolume)(
    `scratch-${infix(owner)}${index}`,
    gibibyteQuantity(toGibibytes(folder)),
  );

/**
 * An empty volume for each folder.
 *
 * @param owner name of the container that has them alone, if it is not the pod that has them
 */
export const scratchVolumes = (folders: readonly ScratchFolder[], owner?: string): readonly MountedVolume[] =>
  folders.map((folder, index) => ({ path: toPath(folder), volume: toVolume(folder, index, owner) }));

/**
 * Containers that copy what the image has at the paths of the folders that ask for it, before the others start.
 *
 * @param owner as for `scratchVolumes`
 */
export const imageContent = (folders: readonly ScratchFolder[], image: string, owner?: string): k8s.Container[] =>
  folders.flatMap((folder, index) =>
    typeof folder === 'string' || folder.content === 'none'
      ? []
      : [
          {
            name: `content-${infix(owner)}${index}`,
            image,
            command: ['cp', '-R', `${folder.path}/.`, copyTarget],
            resources: toResources('small'),
            securityContext: restrictedContainer,
            terminationMessagePolicy: 'FallbackToLogsOnError',
            volumeMounts: [{ name: toVolume(folder, index, owner).name, mountPath: copyTarget }],
          },
        ],
  );

/** Where the containers that copy have the folder: at its own path it would hide what they copy. */
const copyTarget = '/content';

/**
 * Resources of a container with these folders. It requests local storage, so that it is put on no machine whose disk is too small;
 * not where all folders have the usual size, for which every machine has room.
 */
export function resourcesWithScratch(size: PodSize, folders: readonly ScratchFolder[]): k8s.ResourceRequirements {
  const resources = toResources(size);
  const onDisk = folders.filter((folder) => !isMemory(folder));
  if (onDisk.every((folder) => typeof folder === 'string')) return resources;
  const storage = gibibyteQuantity(onDisk.reduce((all, folder) => all + toGibibytes(folder), 0));
  return { ...resources, requests: { ...resources.requests, ...toQuantities({ 'ephemeral-storage': storage }) } };
}

/**
 * Annotation of a workload with the triggers that set the image of its container, of those that copy, and of further ones, see
 * `podTriggers`.
 */
export const imageTrigger = (
  { image, scratch }: { readonly image: AppImage; readonly scratch: readonly ScratchFolder[] },
  container: string,
  template?: string,
  further: readonly TriggeredContainer[] = [],
): Record<string, string> => {
  const copies = imageContent(scratch, image.reference);
  return podTriggers(
    [
      { list: 'containers', name: container, image },
      ...copies.map(({ name }) => ({ list: 'initContainers' as const, name, image })),
      ...further,
    ],
    template,
  );
};
