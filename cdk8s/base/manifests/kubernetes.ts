/**
 * The Kubernetes API as typed classes; `kubernetes-api.ts` alone knows which package they come from. The package's own layer above
 * them is not loaded: it fixes user ids, which OpenShift refuses.
 */
export * as k8s from './kubernetes-api';
