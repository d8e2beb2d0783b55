/**
 * Whether an image is part of OpenShift's release. ImageStreams in the namespace `openshift` refer to images of the
 * release, whose signature the cluster checks, and they change only with the release. Source:
 * openshift/oc:pkg/cli/admin/release (the stream `cli`).
 */
export const isReleaseImage = (reference: string): boolean =>
  reference.startsWith('image-registry.openshift-image-registry.svc:5000/openshift/');
