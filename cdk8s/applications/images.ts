import type { KubernetesObject } from '../../model/formats/kubernetes-object';
import { applicationWaves } from '../base/delivery/sync';
import { ImageImport } from '../platform/image-import';
import { SignedImages } from '../platform/signed-images';
import { clusterWideManifests, platformApplication, type ClusterApplication, type Context } from './application';

/** Registries from which OpenShift's own operators import image streams, for its samples and tools. */
const openshiftRegistries = ['quay.io', 'registry.access.redhat.com', 'registry.redhat.io'];

/** Returns the registries that ImageStreams among these objects import from. */
export const streamRegistries = (manifests: readonly KubernetesObject[]): readonly string[] =>
  manifests.filter(isImageStream).flatMap(({ spec }) => spec.tags.map(({ from }) => imageRegistry(from.name)));

/** All ImageStreams come from `base/pods/app-image.ts`, so their fields are known. */
const isImageStream = (manifest: KubernetesObject): manifest is KubernetesObject & ImageStream =>
  manifest.kind === 'ImageStream';

interface ImageStream {
  readonly spec: { readonly tags: readonly { readonly from: { readonly name: string } }[] };
}

const imageRegistry = (reference: string): string => reference.replace(/\/.*/, '');

/**
 * The registries that ImageStreams may import from, which are those of the rendered ones, and the images that need a signature.
 *
 * @param imported registries of all ImageStreams of the environment
 */
export function imagesApplication(context: Context, imported: Iterable<string>): ClusterApplication {
  const name = 'images';
  const registries = [...new Set([...openshiftRegistries, ...imported])].sort();
  const manifests = clusterWideManifests(context, (chart) => {
    new ImageImport(chart, 'import', { registries });
  });
  const { signatures } = context.environment.cluster;
  const signed = clusterWideManifests(context, (chart) => {
    for (const signature of signatures) new SignedImages(chart, signature.name, signature);
  });
  return platformApplication(
    context,
    { 'images/import.yaml': manifests, ...(signed.length > 0 && { 'images/signatures.yaml': signed }) },
    {
      name,
      description: 'Registries that image streams import from, and signatures that images need',
      namespaces: ['openshift-image-registry'],
      clusterKinds: ['Image', ...(signed.length > 0 ? ['ClusterImagePolicy'] : [])].map((kind) => ({
        group: 'config.openshift.io',
        kind,
      })),
      wave: applicationWaves.platform,
    },
  );
}
