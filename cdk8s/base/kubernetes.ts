/** The Kubernetes API as typed classes; the only file that knows which package they come from. */
export { k8s } from 'cdk8s-plus-28';
