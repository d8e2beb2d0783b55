/**
 * The Kubernetes API as typed classes. Only `kubernetes-api.ts` imports the package that they come from (cdk8s-plus). The
 * package's higher-level constructs are not loaded: they set fixed user ids, which OpenShift refuses.
 */
export * as k8s from './kubernetes-api';
