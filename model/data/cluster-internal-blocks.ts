/** CIDR block of the pods. Source: OpenShift's install-config default. */
export const podNetwork = '10.128.0.0/14';

/** Prefix length of the block of pods that each node gets of `podNetwork`. Source: OpenShift's install-config default. */
export const podHostPrefix = 23;

/** CIDR block of the services. Source: OpenShift's install-config default. */
export const serviceNetwork = '172.30.0.0/16';

/**
 * CIDR block of source addresses that a pod sees when a machine forwards traffic to it. Source: OVN-Kubernetes, its
 * join switch.
 */
export const joinNetwork = '100.64.0.0/16';

/**
 * CIDR blocks that the cluster uses internally, with what uses each. A cluster cannot reach addresses of its VPC that
 * are also in one of these blocks. Source: OpenShift install-config defaults and the internal subnets of
 * OVN-Kubernetes.
 */
export const clusterInternalBlocks: Readonly<Record<string, string>> = {
  [podNetwork]: 'pods',
  [serviceNetwork]: 'services',
  [joinNetwork]: 'OVN-Kubernetes join network',
  '100.88.0.0/16': 'OVN-Kubernetes transit network',
};
