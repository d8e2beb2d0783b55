import { celList, type AdmissionRule } from './admission-policy';

/** The cluster's internal registry, for images of builds and ImageStreams. */
const ownRegistry = 'image-registry.openshift-image-registry.svc:5000';

/**
 * Registries of images that operators add to pods of tenants and that are not rendered: those of CloudNativePG, Percona,
 * Crunchy and OpenShift.
 */
const operatorRegistries = [
  'docker.io',
  'ghcr.io',
  'quay.io',
  'registry.access.redhat.com',
  'registry.connect.redhat.com',
  'registry.developers.crunchydata.com',
  'registry.redhat.io',
];

/**
 * Rule for the registries of images in pods.
 *
 * @param registries hosts of the registries of all rendered images
 */
export const imageSources = (registries: readonly string[]): AdmissionRule => ({
  name: 'image-sources',
  because: 'What runs was reviewed with the file that names it, registry and all',
  resources: [{ group: '', resources: ['pods', 'pods/ephemeralcontainers'] }],
  variables: {
    registries: celList([...new Set([ownRegistry, ...operatorRegistries, ...registries])].sort()),
    images:
      'object.spec.containers.map(each, each.image) + object.spec.?initContainers.orValue([]).map(each, each.image) + object.spec.?ephemeralContainers.orValue([]).map(each, each.image)',
  },
  validations: [
    {
      expression: "variables.images.all(image, image.split('/')[0] in variables.registries)",
      message: 'spec: images come from registries that a reviewed file names, each written in full with its registry',
    },
  ],
});
