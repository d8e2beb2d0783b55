/** Security context constraints of OpenShift that pods of ours run by. */
export type SecurityContextConstraint = 'nested-container' | 'restricted-v2';

/**
 * Annotation by which OpenShift holds a pod to one constraint, whatever else its account or its maker may use.
 * Source: openshift/api, security/v1, RequiredSCCAnnotation.
 */
export const requiredConstraint = (name: SecurityContextConstraint): Record<string, string> => ({
  'openshift.io/required-scc': name,
});
