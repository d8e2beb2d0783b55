/**
 * Seconds that a token for AWS may live, at most: what the pod identity webhook asks for, and no workload asks for more
 * (`lib/verify/token-lifetimes.ts`). The API server extends tokens for itself alone, never those for AWS.
 * Source: openshift/aws-pod-identity-webhook, `--token-expiration`; kubernetes/kubernetes:pkg/registry/core/serviceaccount.
 */
export const maximumTokenSeconds = 86_400;
