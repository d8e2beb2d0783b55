/**
 * Longest lifetime of a token for AWS, in seconds. The pod identity webhook requests it, and
 * `lib/verify/token-lifetimes.ts` lets no workload request more. The API server extends the lifetime of tokens for
 * itself only. Source: openshift/aws-pod-identity-webhook, `--token-expiration`;
 * kubernetes/kubernetes:pkg/registry/core/serviceaccount.
 */
export const maximumTokenSeconds = 86_400;
