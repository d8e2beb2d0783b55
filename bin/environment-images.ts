import { join } from 'node:path';
import { blockYaml } from '../cdk8s/base/manifests/block-yaml';
import { clusterApplications } from '../cdk8s/cluster';
import type { ChartedService, ChartedKinds } from '../cdk8s/services/service-kind';
import { ImagePins } from '../model/image-pins';
import type { PinnedImages } from '../model/images';
import type { LoadedEnvironment } from '../model/load';
import { wantedImages, type WantedImage } from '../lib/operations/images/wanted-images';
import { placeholderFacts } from '../lib/operations/capacity/placeholder-facts';
import type { RenderedObject } from '../lib/rendered';
import { stackImages } from '../lib/stack-images';
import { renderedObjects } from './compute-capacity';
import { home } from './home';
import { replaceFile } from './replace-file';

/**
 * The images of an environment that are to go by digest, also those of what cannot be rendered before the first deploy: facts
 * that are missing are stood in for.
 */
export async function environmentImages(
  { environment, facts }: LoadedEnvironment<ChartedService>,
  kinds: ChartedKinds,
): Promise<readonly WantedImage[]> {
  const pins = new ImagePins(environment.images);
  const objects: RenderedObject[] = [];
  const known = { ...placeholderFacts(environment), ...facts };
  for await (const { files } of clusterApplications(environment, known, kinds, pins)) {
    for (const [file, manifests] of Object.entries(files)) objects.push(...renderedObjects(file, manifests));
  }
  return wantedImages(environment, { asked: pins.asked, objects, beside: stackImages(environment) });
}

/** Writes what registries answered about the images of an environment; returns the path of the file from the project's folder. */
export function writeImages(environment: string, images: PinnedImages): string {
  const ordered = Object.entries(images).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = ordered.length === 0 ? '{}\n' : blockYaml(Object.fromEntries(ordered));
  replaceFile(join(home.environments, environment, 'images.yaml'), `${heading}${text}`);
  return `environments/${environment}/images.yaml`;
}

const heading =
  '# Digests that registries answered, by the reference that is written. Commands write it: npm run commons -- images\n';
