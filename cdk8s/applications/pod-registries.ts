import { isBearer, type PodTemplate } from '../../model/workloads/pod-bearing';
import type { Manifest } from '../base/manifest';

/** Registries of the images that pods of these objects run, be they followed by a stream or named by digest. */
export const podRegistries = (manifests: readonly Manifest[]): readonly string[] =>
  manifests.flatMap((manifest) => {
    const spec = templateOf(manifest)?.spec;
    const containers = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
    return containers.flatMap(({ image }) => (image === undefined ? [] : [image.replace(/\/.*/, '')]));
  });

function templateOf(manifest: Manifest): PodTemplate | undefined {
  if (!isBearer(manifest)) return undefined;
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
