import { k8s } from './kubernetes';

/** A new pod is there before an old one goes. */
export const gentleRollout: k8s.DeploymentStrategy = {
  type: 'RollingUpdate',
  rollingUpdate: { maxUnavailable: k8s.IntOrString.fromNumber(0), maxSurge: k8s.IntOrString.fromNumber(1) },
};
