/**
 * The Kubernetes API as typed classes; the only file that knows which package they come from. The package's own layer
 * above them is not loaded: it fixes user ids, which OpenShift refuses.
 */
export * as k8s from 'cdk8s-plus-28/lib/imports/k8s';
