/** Security context constraints (SCC) of OpenShift that our pods use. */
export type SecurityContextConstraint = 'nested-container' | 'restricted-v2';

/**
 * Annotation of a pod by which OpenShift admits it under this SCC only, even if its ServiceAccount or the user that creates
 * it may use others.
 * Source: openshift/api, security/v1, RequiredSCCAnnotation.
 */
export const requiredConstraint = (name: SecurityContextConstraint): Record<string, string> => ({
  'openshift.io/required-scc': name,
});
