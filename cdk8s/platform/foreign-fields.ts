import { z } from 'zod';
import type { KubernetesObject } from '../../model/formats/kubernetes-object';
import { triggersAnnotation } from '../base/pods/app-image';
import type { IgnoredDifference } from './argo-application';

/**
 * Ignored differences of these manifests: the images that OpenShift's image triggers set, and the StorageClass of claims,
 * which cannot be changed. To move a volume to another StorageClass, its data must be copied.
 */
export function foreignFields(manifests: readonly KubernetesObject[]): readonly IgnoredDifference[] {
  const claims = manifests.some(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'PersistentVolumeClaim');
  return [
    ...manifests.flatMap(writtenByTriggers),
    ...(claims ? [{ kind: 'PersistentVolumeClaim', jsonPointers: ['/spec/storageClassName'] }] : []),
  ];
}

const triggeredSchema = z.looseObject({ annotations: z.looseObject({ [triggersAnnotation]: z.string() }) });
const triggersSchema = z.array(z.looseObject({ fieldPath: z.string() }));

/** The images of the containers that the triggers of an object name; its other images are as in the repository. */
function writtenByTriggers({ apiVersion, kind, metadata }: KubernetesObject): readonly IgnoredDifference[] {
  const triggered = triggeredSchema.safeParse(metadata);
  if (!triggered.success) return [];
  const triggers = triggersSchema.parse(JSON.parse(triggered.data.annotations[triggersAnnotation]));
  return [
    {
      group: apiVersion.replace(/\/.*/, ''),
      kind,
      name: metadata.name,
      jqPathExpressions: triggers.map(({ fieldPath }) => jqPath(fieldPath)),
    },
  ];
}

/** OpenShift's `spec.containers[?(@.name=="app")].image` as a jq path. Throws an error for paths of another form. */
function jqPath(fieldPath: string): string {
  const [, list, container] = /^(.+)\[\?\(@\.name=="([^"]+)"\)\]\.image$/.exec(fieldPath) ?? [];
  if (list === undefined || container === undefined) throw new Error(`not a field of an image: ${fieldPath}`);
  return `.${list}[] | select(.name == "${container}") | .image`;
}
