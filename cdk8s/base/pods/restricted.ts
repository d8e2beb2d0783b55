/**
 * What OpenShift's `restricted-v2` security context constraint and Kubernetes' `restricted` pod standard ask of a
 * container. No user id: OpenShift assigns one to each namespace and refuses any other.
 */
export const restrictedContainer = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
};

/** The same for a whole pod. */
export const restrictedPod = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
