/** Block of the pods. Source: OpenShift's install-config default. */
export const podNetwork = '10.128.0.0/14';

/** Block of the services. Source: OpenShift's install-config default. */
export const serviceNetwork = '172.30.0.0/16';

/** Block from which traffic comes to a pod that a machine passed on. Source: OVN-Kubernetes, its join switch. */
export const joinNetwork = '100.64.0.0/16';

/**
 * Blocks the cluster uses inside; a VPC that overlaps one cannot reach part of itself.
 * Source: OpenShift install-config defaults and the internal subnets of OVN-Kubernetes.
 */
export const clusterInternalBlocks: Readonly<Record<string, string>> = {
  [podNetwork]: 'pods',
  [serviceNetwork]: 'services',
  [joinNetwork]: 'OVN-Kubernetes join network',
  '100.88.0.0/16': 'OVN-Kubernetes transit network',
};
