/**
 * The `securityContext` of a container that OpenShift's SCC `restricted-v2` and Kubernetes' pod security standard
 * `restricted` admit. It has no user id: OpenShift assigns a range to each namespace and refuses others.
 */
export const restrictedContainer = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
};

/** The same for the `securityContext` of a pod. */
export const restrictedPod = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
