import type { ImportedFile, ImportedMount } from './imported-application';
import type { InputNode } from './input-node';
import type { ManifestIndex } from './manifest-index';
import type { Notes } from './notes';
import { toGibibytes } from './quantities';

/** What a container mounts. */
export interface ManifestMounts {
  readonly mounts: readonly ImportedMount[];
  readonly scratch: readonly string[];
  readonly files: readonly ImportedFile[];
}

interface PodVolumes {
  readonly pod: InputNode;
  /** Claims that a StatefulSet makes for each of its pods. */
  readonly templates: readonly InputNode[];
  /** Name of the workload, by which volumes of its templates are told apart. */
  readonly owner: string;
}

/** Reads `volumeMounts` of a container and the volumes behind them. */
export function manifestMounts(
  container: InputNode,
  { pod, templates, owner }: PodVolumes,
  index: ManifestIndex,
  notes: Notes,
): ManifestMounts {
  const mounts: ImportedMount[] = [];
  const scratch: string[] = [];
  const files: ImportedFile[] = [];
  for (const mount of container.find('volumeMounts')?.items ?? []) {
    const name = mount.textAt('name') ?? '';
    const path = (mount.textAt('mountPath') ?? '').replace(/(?<=.)\/+$/, '');
    const folder = mount.textAt('subPath');
    const { at } = mount;
    const volume = (pod.find('volumes')?.items ?? []).find((each) => each.textAt('name') === name);
    const template = templates.find((each) => each.textAt('metadata', 'name') === name);
    const claim = volume?.find('persistentVolumeClaim');
    if (template !== undefined)
      mounts.push({ path, folder, volume: `${owner}-${name}`, sizeGiB: claimSize(template), at });
    else if (claim !== undefined) {
      const own = claim.textAt('claimName') ?? name;
      mounts.push({
        path,
        folder,
        volume: own,
        sizeGiB: claimSize(index.find('PersistentVolumeClaim', own)),
        isShared: isSharedClaim(index.find('PersistentVolumeClaim', own)),
        at,
      });
    } else if (volume?.find('emptyDir') !== undefined || volume?.entries.length === 1) scratch.push(path);
    else if (volume?.find('configMap') !== undefined) files.push(...mapFiles(mount, path, volume, index));
    else tellVolume(volume, path, mount, notes);
  }
  return { mounts, scratch: [...new Set(scratch)], files };
}

const claimSize = (claim: InputNode | undefined): number | undefined =>
  toGibibytes(claim?.textAt('spec', 'resources', 'requests', 'storage') ?? '');

const isSharedClaim = (claim: InputNode | undefined): boolean =>
  claim?.find('spec', 'accessModes')?.texts.includes('ReadWriteMany') === true;

/** Files of a ConfigMap: one with `subPath`, else all that it has or that `items` names. */
function mapFiles(mount: InputNode, path: string, volume: InputNode, index: ManifestIndex): readonly ImportedFile[] {
  const name = volume.textAt('configMap', 'name') ?? '';
  const data = index.find('ConfigMap', name)?.find('data')?.entries ?? [];
  const items = volume.find('configMap', 'items')?.items ?? [];
  const named = items.map((item) => ({ key: item.textAt('key') ?? '', path: item.textAt('path') ?? '' }));
  const all = named.length > 0 ? named : data.map(([key]) => ({ key, path: key }));
  const folder = mount.textAt('subPath');
  const { at } = mount;
  const toFile = (key: string, own: string): ImportedFile => ({
    path: own,
    text: data.find(([each]) => each === key)?.[1].text,
    from: `key ${key} of ConfigMap ${name}`,
    at,
  });
  if (folder !== undefined) {
    return [toFile(all.find((each) => each.path === folder)?.key ?? folder, path)];
  }
  if (all.length === 0) return [{ path, from: `ConfigMap ${name}`, at }];
  return all.map((each) => toFile(each.key, `${path}/${each.path}`));
}

function tellVolume(volume: InputNode | undefined, path: string, { at }: InputNode, notes: Notes): void {
  if (volume?.find('secret') !== undefined) {
    notes.add(
      at,
      `files at ${path}`,
      `come from Secret ${volume.textAt('secret', 'secretName') ?? ''}, and no secret is in a tenant’s file`,
      'write the file under files with $(NAME), and NAME under secrets',
    );
  } else if (volume?.find('hostPath') !== undefined) {
    notes.add(at, `volume at ${path}`, 'no pod sees the disk of its machine', 'leave it out');
  } else {
    notes.add(
      at,
      `volume at ${path}`,
      'is of a sort that a tenant cannot have',
      'put its content into a volume, a file or the image',
    );
  }
}
