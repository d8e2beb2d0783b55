import { interpolate } from './compose-interpolation';
import type { ImportedFile, ImportedMount } from './imported-application';
import type { InputNode } from './input-node';
import type { Notes } from './notes';
import { toGibibytes } from './quantities';

/** What a Compose service mounts. */
export interface ComposeMounts {
  readonly mounts: readonly ImportedMount[];
  readonly scratch: readonly string[];
  readonly files: readonly ImportedFile[];
  /** Whether it has the socket of the container engine. */
  readonly commandsMachine: boolean;
}

interface ComposeVolume {
  readonly type: string;
  /** Volume, or path of the machine; undefined for a volume without a name. */
  readonly source: string | undefined;
  readonly target: string;
  readonly isReadOnly: boolean;
  readonly folder: string | undefined;
}

/** Names of files as people mount them one by one. */
const fileName =
  /\.(ya?ml|json|conf|cfg|cnf|cf|ini|toml|env|xml|sh|sql|pem|crt|key|txt|properties|php|py|rb|js|lua|html?|htpasswd|template|config|md)$/i;

/** Paths of the machine that are no data of the application. */
const ofMachine = /^\/(proc|sys|dev|run|var\/run|var\/lib\/docker|var\/log|boot|etc|usr|lib|tmp)?(\/|$)/;

/** Folders in which images look for configuration. */
const configFolder = /^\/etc\/|entrypoint-init|\.d$/;

/** Reads `volumes` and `tmpfs` of a service. */
export function composeMounts(service: InputNode, notes: Notes): ComposeMounts {
  let commandsMachine = false;
  const isBuilt = service.find('build') !== undefined;
  const mounts: ImportedMount[] = [];
  const files: ImportedFile[] = [];
  const scratch = (service.find('tmpfs')?.texts ?? []).map((text) => flat(text).replace(/:.*$/, ''));
  for (const item of service.find('volumes')?.items ?? []) {
    const volume = toVolume(item);
    const { at } = item;
    if (volume === undefined) {
      notes.addKey(item, 'is not read as a volume', 'write it as source:path');
      continue;
    }
    const { type, source, target, isReadOnly, folder } = volume;
    const told = (why: string, remedy: string) => notes.add(at, `volume at ${target}`, why, remedy);
    if (type === 'tmpfs') scratch.push(target);
    else if (type !== 'volume' && type !== 'bind')
      told(`there are no volumes of type ${type}`, 'put the content into a volume or the image');
    else if (/docker\.sock|containerd\.sock|podman\.sock/.test(source ?? '')) {
      commandsMachine = true;
      told(
        'no pod may command the machine that it runs on',
        'leave out what needs it, or ask the platform team what takes its place',
      );
    } else if (/^\/etc\/(localtime|timezone)$/.test(target)) {
      told('a pod does not have the clock’s zone of the machine', 'set TZ, if the image has time zones');
    } else if (source !== undefined && type === 'bind' && fileName.test(fileName.test(target) ? target : source)) {
      files.push({ path: target, from: source, at });
    } else if (source !== undefined && type === 'bind' && ofMachine.test(source)) {
      told(`${source} is a folder of the machine`, 'leave it out, or put what is needed into the image');
    } else if (source?.startsWith('.') === true && type === 'bind' && isBuilt) {
      told(`${source} is source code, which the image has`, 'nothing to do if the image is built from it');
    } else if (source !== undefined && type === 'bind' && (isReadOnly || configFolder.test(target))) {
      told(`${source} is a folder that only this machine has`, 'put its files under files, or into the image');
    } else {
      if (type === 'bind')
        told(
          `${source ?? ''} is a folder of the machine; the draft has a volume there`,
          'copy the content into the volume',
        );
      mounts.push({ path: target, volume: source ?? `${at.file}:${at.line}:${target}`, folder, at });
    }
  }
  return { mounts, scratch, files, commandsMachine };
}

function toVolume(item: InputNode): ComposeVolume | undefined {
  if (item.form === 'map') {
    const target = item.textAt('target');
    if (target === undefined) return undefined;
    const source = item.textAt('source');
    return {
      type: item.textAt('type') ?? 'volume',
      source: source === undefined ? undefined : flat(source),
      target: toPath(flat(target)),
      isReadOnly: item.textAt('read_only') === 'true',
      folder: item.textAt('volume', 'subpath'),
    };
  }
  if (item.text === undefined) return undefined;
  const [first = '', second, mode = ''] = flat(item.text).split(':');
  if (second === undefined)
    return { type: 'volume', source: undefined, target: toPath(first), isReadOnly: false, folder: undefined };
  const type = /^[./~\\]|^\$\{/.test(first) ? 'bind' : 'volume';
  return { type, source: first, target: toPath(second), isReadOnly: /(^|,)ro(,|$)/.test(mode), folder: undefined };
}

const toPath = (path: string): string => (path.length > 1 ? path.replace(/\/+$/, '') : path);

/** The text with variables in the words of the file. */
const flat = (text: string): string =>
  interpolate(text)
    .map((piece) => ('text' in piece ? piece.text : 'missing' in piece ? piece.missing : ''))
    .join('');

/** GiB of a volume that the top level of the file gives a size. */
export const composeVolumeSize = (volume: InputNode | undefined): number | undefined => {
  const size = volume?.textAt('driver_opts', 'size') ?? volume?.textAt('driver_opts', 'o')?.match(/size=(\w+)/)?.[1];
  return size === undefined ? undefined : toGibibytes(size);
};
