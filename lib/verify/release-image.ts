/**
 * Whether an image is part of OpenShift's own release. ImageStreams in the namespace `openshift` refer to images of the release,
 * whose signature the cluster checks, and change only with it. Source: openshift/oc:pkg/cli/admin/release (the stream `cli`).
 */
export const isReleaseImage = (reference: string): boolean =>
  reference.startsWith('image-registry.openshift-image-registry.svc:5000/openshift/');
