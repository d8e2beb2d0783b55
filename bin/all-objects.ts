import type { KubernetesObject } from '../model/formats/kubernetes-object';
import { clusterApplications } from '../cdk8s/cluster';
import type { ChartedKinds, ChartedService } from '../cdk8s/services/service-kind';
import { placeholderFacts } from '../lib/operations/capacity/placeholder-facts';
import { objectSchema, type RenderedObject } from '../lib/rendered';
import { ImagePins } from '../model/image-pins';
import type { LoadedEnvironment } from '../model/load';

/**
 * All objects of an environment, synthesized in memory; facts that are unknown before the first deploy get
 * placeholders.
 *
 * @param pins digests of images; it also records for which references a digest was looked up
 */
export async function allObjects(
  { environment, facts }: LoadedEnvironment<ChartedService>,
  kinds: ChartedKinds,
  pins = new ImagePins(environment.images),
): Promise<readonly RenderedObject[]> {
  const objects: RenderedObject[] = [];
  const known = { ...placeholderFacts(environment), ...facts };
  for await (const { files } of clusterApplications(environment, known, kinds, pins)) {
    for (const [file, manifests] of Object.entries(files)) objects.push(...renderedObjects(file, manifests));
  }
  return objects;
}

/** Manifests of a file in the form in which the rules of `lib/verify` read them. */
export const renderedObjects = (file: string, manifests: readonly KubernetesObject[]): readonly RenderedObject[] =>
  manifests.map((manifest) => ({ ...objectSchema.parse(manifest), file }));
