import { celList, type AdmissionRule } from './admission-policy';

/** Registry of the cluster itself, in which builds and image streams keep images. */
const ownRegistry = 'image-registry.openshift-image-registry.svc:5000';

/**
 * Registries of what operators put into pods of tenants beside what is rendered: CloudNativePG's, Percona's, Crunchy's
 * and OpenShift's helpers.
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

/** @param registries of everything that is rendered for tenants */
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
