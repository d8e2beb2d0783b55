import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { KubernetesObject } from '../../../model/formats/kubernetes-object';
import { byName } from '../../support/charts';
import { toCommand, toPod, toVariables, type PodContainer, type PodVolume, type RenderedPod } from './rendered-pod';
import { Sandbox, type Mount, type SandboxProps } from './sandbox';

export interface PodProps extends Pick<SandboxProps, 'name' | 'image' | 'reaches' | 'answers' | 'trusted' | 'folder'> {
  readonly workload: KubernetesObject | undefined;
  /** All that is rendered for its namespace. */
  readonly objects: readonly KubernetesObject[];
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /**
   * What the image's own start makes of the names of variables.
   * @default nothing: they stay as they are
   */
  readonly renamed?: (variable: string) => string;
}

/** Starts the first container of a rendered workload, as the kubelet would; what it has in claims stays for the next start. */
export function startPod(props: PodProps): Promise<Sandbox> {
  const pod = toPod(props.workload);
  const variables = variablesOf(props, pod.container);
  const named = Object.entries(variables).map(([name, value]) => [props.renamed?.(name) ?? name, value] as const);
  return Sandbox.start({
    ...props,
    command: toCommand(pod.container, props.image, variables),
    variables: Object.fromEntries(named),
    mounts: toMounts(props, pod),
  });
}

/** The variables of a container, with the values of secrets. */
export const variablesOf = ({ secrets }: Pick<PodProps, 'secrets'>, container: PodContainer) =>
  toVariables(container, (secret, key) => valueOf(secrets, secret, key));

function valueOf(secrets: PodProps['secrets'], secret: string, key: string): string {
  const value = secrets[secret]?.[key];
  if (value === undefined) throw new Error(`nothing makes the key ${key} of the Secret ${secret}`);
  return value;
}

function toMounts(props: PodProps, pod: RenderedPod): readonly Mount[] {
  const sources = new Map(pod.volumes.map((volume) => [volume.name, () => layOut(volume, props, pod)]));
  return pod.container.volumeMounts
    .map(({ name, mountPath, subPath, readOnly = false }) => {
      const source = sources.get(name)?.();
      if (source === undefined) throw new Error(`no volume is named ${name}`);
      return { path: mountPath, source: subPath === undefined ? source : join(source, subPath), readOnly };
    })
    .toSorted((one, other) => one.path.localeCompare(other.path));
}

/** The folder of this machine that has what a volume has. */
function layOut(volume: PodVolume, { name, folder, objects, secrets }: PodProps, { annotations }: RenderedPod): string {
  const claim = 'persistentVolumeClaim' in volume ? volume.persistentVolumeClaim.claimName : undefined;
  const place = claim === undefined ? join(folder, name, 'volumes', volume.name) : join(folder, name, 'claims', claim);
  mkdirSync(place, { recursive: true });
  for (const [file, text] of Object.entries(filesIn(volume, { objects, secrets, annotations })))
    writeFileSync(join(place, file), text);
  return place;
}

const configMapSchema = z.looseObject({ data: z.record(z.string(), z.string()) });

function filesIn(
  volume: PodVolume,
  { objects, secrets, annotations }: Pick<PodProps, 'objects' | 'secrets'> & Pick<RenderedPod, 'annotations'>,
): Readonly<Record<string, string>> {
  if ('secret' in volume) {
    const files = secrets[volume.secret.secretName];
    if (files === undefined) throw new Error(`nothing makes the Secret ${volume.secret.secretName}`);
    return files;
  }
  if ('configMap' in volume) return configMapSchema.parse(byName(objects, 'ConfigMap')[volume.configMap.name]).data;
  if (!('downwardAPI' in volume)) return {};
  return Object.fromEntries(
    volume.downwardAPI.items.map(({ path, fieldRef }) => {
      const annotation = /^metadata\.annotations\['(.+)'\]$/.exec(fieldRef.fieldPath)?.[1] ?? '';
      const text = annotations[annotation];
      if (text === undefined) throw new Error(`the pod has no ${fieldRef.fieldPath}`);
      return [path, text];
    }),
  );
}
