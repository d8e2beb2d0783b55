import { join } from 'node:path';
import { blockYaml } from '../model/formats/block-yaml';
import type { ChartedService, ChartedKinds } from '../cdk8s/services/service-kind';
import { ImagePins } from '../model/image-pins';
import type { PinnedImages } from '../model/images';
import type { LoadedEnvironment } from '../model/load';
import { wantedImages, type WantedImage } from '../lib/operations/images/wanted-images';
import { stackImages } from '../lib/stack-images';
import { allObjects } from './all-objects';
import { home } from './home';
import { replaceFile } from './replace-file';

/**
 * The images of an environment that must have a digest. Manifests that wait for a fact are included: they are
 * synthesized with placeholders.
 */
export async function environmentImages(
  loaded: LoadedEnvironment<ChartedService>,
  kinds: ChartedKinds,
): Promise<readonly WantedImage[]> {
  const { environment } = loaded;
  const pins = new ImagePins(environment.images);
  const objects = await allObjects(loaded, kinds, pins);
  return wantedImages(environment, { asked: pins.asked, objects, beside: stackImages(environment) });
}

/** Writes the digests of an environment's images into `images.yaml`; returns the path of the file for messages. */
export function writeImages(environment: string, images: PinnedImages): string {
  const ordered = Object.entries(images).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = ordered.length === 0 ? '{}\n' : blockYaml(Object.fromEntries(ordered));
  replaceFile(join(home.environments, environment, 'images.yaml'), `${heading}${text}`);
  return `environments/${environment}/images.yaml`;
}

const heading =
  '# Digests that registries answered, by the reference that is written. Commands write it: npm run commons -- images\n';
