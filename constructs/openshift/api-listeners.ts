/** A balancer of the API: the one that only the VPC reaches, or the one on the internet. */
export type ApiBalancerName = 'internal' | 'external';

/** A port that a balancer hands on to the same port of its targets. */
export interface ApiListener {
  readonly balancer: ApiBalancerName;
  /** Name of the listener in the stack. */
  readonly name: string;
  readonly port: number;
  /** Asked by HTTPS on the same port; a target that answers 200 to 399 is healthy. */
  readonly healthCheckPath: string;
}

/**
 * What the balancers hand on. The machine config server is never on the external one: it hands out what a machine needs
 * to join. Sources: openshift/installer:upi/aws/cloudformation/02_cluster_infra.yaml, pkg/asset/manifests/aws/cluster.go.
 */
export const apiListeners: readonly ApiListener[] = [
  { balancer: 'external', name: 'Api', port: 6443, healthCheckPath: '/readyz' },
  { balancer: 'internal', name: 'Api', port: 6443, healthCheckPath: '/readyz' },
  { balancer: 'internal', name: 'MachineConfig', port: 22623, healthCheckPath: '/healthz' },
];
