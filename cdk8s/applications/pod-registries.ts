import { isPodOwner, type PodTemplate } from '../../model/workloads/pod-owner';
import type { Manifest } from '../base/manifests/manifest';

/** Registries of the images that pods of these objects run, be they followed by a stream or named by digest. */
export const podRegistries = (manifests: readonly Manifest[]): readonly string[] =>
  manifests.flatMap((manifest) => {
    const spec = findPodTemplate(manifest)?.spec;
    const containers = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
    return containers.flatMap(({ image }) => (image === undefined ? [] : [image.replace(/\/.*/, '')]));
  });

function findPodTemplate(manifest: Manifest): PodTemplate | undefined {
  if (!isPodOwner(manifest)) return undefined;
  switch (manifest.kind) {
    case 'Deployment':
    case 'StatefulSet':
    case 'Job':
      return manifest.spec.template;
    case 'CronJob':
      return manifest.spec.jobTemplate.spec.template;
    default:
      // Images of what operators make are the operators’ or stand in the guardrail itself.
      return undefined;
  }
}
