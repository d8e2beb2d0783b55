import { k8s } from '../manifests/kubernetes';

/** A new pod is ready before an old one ends, one pod at a time. */
export const rollingUpdate: k8s.DeploymentStrategy = {
  type: 'RollingUpdate',
  rollingUpdate: { maxUnavailable: k8s.IntOrString.fromNumber(0), maxSurge: k8s.IntOrString.fromNumber(1) },
};
