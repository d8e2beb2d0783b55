import { z } from 'zod';
import type { Manifest } from '../base/manifests/manifest';
import type { IgnoredDifference } from './argo-application';

/**
 * What of these objects is not the repository's once they are there: the images that OpenShift's image triggers write, and
 * the class of a claim, which stays what it was made with; a volume changes class by a copy of its data.
 */
export function foreignFields(manifests: readonly Manifest[]): readonly IgnoredDifference[] {
  const claims = manifests.some(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'PersistentVolumeClaim');
  return [
    ...manifests.flatMap(writtenByTriggers),
    ...(claims ? [{ kind: 'PersistentVolumeClaim', jsonPointers: ['/spec/storageClassName'] }] : []),
  ];
}

const triggersAnnotation = 'image.openshift.io/triggers';
const triggeredSchema = z.looseObject({ annotations: z.looseObject({ [triggersAnnotation]: z.string() }) });
const triggersSchema = z.array(z.looseObject({ fieldPath: z.string() }));

/** The very images that the triggers of an object name: what else it runs is the repository's. */
function writtenByTriggers({ apiVersion, kind, metadata }: Manifest): readonly IgnoredDifference[] {
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

/** OpenShift's `spec.containers[?(@.name=="app")].image` in the words of jq. */
function jqPath(fieldPath: string): string {
  const [, list, container] = /^(.+)\[\?\(@\.name=="([^"]+)"\)\]\.image$/.exec(fieldPath) ?? [];
  if (list === undefined || container === undefined) throw new Error(`no field of an image: ${fieldPath}`);
  return `.${list}[] | select(.name == "${container}") | .image`;
}
