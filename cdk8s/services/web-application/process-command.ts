import type { MountedClaim, NamedClaim } from '../../base/storage/mounted-claims';
import type { ApplicationRuntime } from '../../base/pods/process-pod';
import { emptyFolders, type ScratchFolder } from '../../base/pods/scratch-folders';

/** What a process of an application says of its container. */
export interface ProcessCommand {
  /**
   * Image of its own, updated as that of the application is.
   * @default the image of the application
   */
  readonly image?: string;
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
  /**
   * All settings of the process, ordered like those of its application, which it has too.
   * @default those of the application
   */
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * Scratch folders of its own.
   * @default those of the application; with an image of its own without what the application's image has in them
   */
  readonly scratch?: readonly ScratchFolder[];
}

/** A process that may do without some of the volumes of its application. */
export interface MountingCommand extends ProcessCommand {
  /**
   * Names of the volumes of its application that it mounts, `data` for the claim.
   * @default all of them
   */
  readonly volumes?: readonly string[];
}

type Volumes = Pick<ApplicationRuntime, 'claim' | 'volumes'>;

/** The volumes of an application that a process mounts. */
export const volumesFor = ({ volumes: names }: MountingCommand, { claim, volumes = [] }: Volumes): Volumes =>
  names === undefined
    ? { claim, volumes }
    : {
        claim: names.includes('data') ? claim : undefined,
        volumes: volumes.filter(({ name }) => names.includes(name)),
      };

/** The scratch folders of a process that has a pod of its own. */
export const scratchFor = (
  { image, scratch }: Pick<ProcessCommand, 'image' | 'scratch'>,
  folders: readonly ScratchFolder[],
): readonly ScratchFolder[] => scratch ?? (image === undefined ? folders : emptyFolders(folders));

/** Whether a process mounts a disk, which binds it to the node of the web pod. */
export const mountsDisk = (
  process: MountingCommand,
  {
    claim,
    volumes,
  }: { readonly claim?: Pick<MountedClaim, 'path' | 'sharing'>; readonly volumes: readonly NamedClaim[] },
): boolean => {
  const mounted = volumesFor(process, { claim, volumes });
  return [mounted.claim, ...(mounted.volumes ?? [])].some((each) => each?.sharing === 'one-pod');
};
