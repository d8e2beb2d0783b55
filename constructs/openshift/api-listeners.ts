/** A load balancer of the API: `internal` is reached from the VPC only, `external` from the internet. */
export type ApiBalancerName = 'internal' | 'external';

/** A port that a load balancer forwards to the same port of its targets. */
export interface ApiListener {
  readonly balancer: ApiBalancerName;
  /** Name of the listener, for logical ids. */
  readonly name: string;
  readonly port: number;
  /** Path of the health check, by HTTPS on the same port; a target that answers 200 to 399 is healthy. */
  readonly healthCheckPath: string;
}

/**
 * Listeners of the load balancers of the API. The external one has no listener for the machine config server, which
 * hands out what a machine needs to join the cluster. Sources:
 * openshift/installer:upi/aws/cloudformation/02_cluster_infra.yaml, pkg/asset/manifests/aws/cluster.go.
 */
export const apiListeners: readonly ApiListener[] = [
  { balancer: 'external', name: 'Api', port: 6443, healthCheckPath: '/readyz' },
  { balancer: 'internal', name: 'Api', port: 6443, healthCheckPath: '/readyz' },
  { balancer: 'internal', name: 'MachineConfig', port: 22623, healthCheckPath: '/healthz' },
];
