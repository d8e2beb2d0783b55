import { isPodOwner, type PodTemplate } from '../../model/workloads/pod-owner';
import type { KubernetesObject } from '../../model/formats/kubernetes-object';

/** Returns the registries of the images in pod templates of these objects. */
export const podRegistries = (manifests: readonly KubernetesObject[]): readonly string[] =>
  manifests.flatMap((manifest) => {
    const spec = findPodTemplate(manifest)?.spec;
    const containers = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
    return containers.flatMap(({ image }) => (image === undefined ? [] : [image.replace(/\/.*/, '')]));
  });

function findPodTemplate(manifest: KubernetesObject): PodTemplate | undefined {
  if (!isPodOwner(manifest)) return undefined;
  switch (manifest.kind) {
    case 'Deployment':
    case 'StatefulSet':
    case 'Job':
      return manifest.spec.template;
    case 'CronJob':
      return manifest.spec.jobTemplate.spec.template;
    default:
      // Images of pods that operators create come from the operators, or are named in the guardrail itself.
      return undefined;
  }
}
