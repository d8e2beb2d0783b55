import type { Service } from '../../environments/tenant';
import { applicationWaves } from '../base/sync';
import { ImageImport } from '../platform/image-import';
import { platformApplication, platformManifests, type ClusterApplication, type Context } from './application';

/** Registries of what the platform itself and OpenShift's samples import. */
const ownRegistries = ['quay.io', 'registry.access.redhat.com', 'registry.redhat.io'];

/** Registries of images that a tenant's file names: whoever reviews the file decides about them. */
const registriesOf = (service: Service): readonly string[] =>
  service.kind === 'web-application' ? [service.image.replace(/\/.*/, '')] : [];

/** Where image streams may import from. */
export function images(context: Context): ClusterApplication {
  const name = 'images';
  const declared = context.environment.tenants.flatMap(({ services }) => services.flatMap(registriesOf));
  const registries = [...new Set([...ownRegistries, ...declared])].sort();
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
