import type { Manifest } from '../base/manifest';
import { applicationWaves } from '../base/sync';
import { ImageImport } from '../platform/image-import';
import { platformApplication, platformManifests, type ClusterApplication, type Context } from './application';

/** Registries from which OpenShift's own operators import streams: its samples and tools. */
const openshiftRegistries = ['quay.io', 'registry.access.redhat.com', 'registry.redhat.io'];

/** Registries of the image streams among these objects. */
export const streamRegistries = (manifests: readonly Manifest[]): readonly string[] =>
  manifests.filter(isImageStream).flatMap(({ spec }) => spec.tags.map(({ from }) => registryOf(from.name)));

/** Streams are made by `base/app-image.ts` alone, so their fields are known. */
const isImageStream = (manifest: Manifest): manifest is Manifest & ImageStream => manifest.kind === 'ImageStream';

interface ImageStream {
  readonly spec: { readonly tags: readonly { readonly from: { readonly name: string } }[] };
}

const registryOf = (reference: string): string => reference.replace(/\/.*/, '');

/**
 * Where image streams may import from: wherever the rendered ones do.
 *
 * @param imported registries of all streams of the environment
 */
export function images(context: Context, imported: Iterable<string>): ClusterApplication {
  const name = 'images';
  const registries = [...new Set([...openshiftRegistries, ...imported])].sort();
  const manifests = platformManifests((chart) => {
    new ImageImport(chart, 'import', { registries });
  });
  return platformApplication(
    context,
    { 'images/import.yaml': manifests },
    {
      name,
      description: 'Registries that image streams import from',
      namespaces: ['openshift-image-registry'],
      clusterKinds: [{ group: 'config.openshift.io', kind: 'Image' }],
      wave: applicationWaves.platform,
    },
  );
}
