/**
 * Whether an image is part of OpenShift's own release: the streams of the namespace `openshift` have what the release brought,
 * whose signature the cluster checks, and move with it alone. Source: openshift/oc:pkg/cli/admin/release (the stream `cli`).
 */
export const isReleaseImage = (reference: string): boolean =>
  reference.startsWith('image-registry.openshift-image-registry.svc:5000/openshift/');
