import { Construct } from 'constructs';
import { ApiObject } from '../base/manifests/api-object';
import { inWave, objectWaves } from '../base/delivery/sync';
import { poolLabel, type NodeTaint } from './node-labels';

/** Namespace in which OpenShift's ingress operator looks for IngressControllers. */
export const ingressOperatorNamespace = 'openshift-ingress-operator';

/** The kind of load balancer in front of the routers. */
export type RouterBalancerSettings =
  | { readonly kind: 'classic'; readonly idleTimeoutSeconds: number }
  | { readonly kind: 'network' };

export interface IngressProps {
  readonly balancer: RouterBalancerSettings;
  /**
   * IPv4 blocks that may reach the balancer, or `everybody`. They must include the addresses of the NAT gateways: the
   * cluster calls its own hosts by their public names, at least for the health of console and login, and these calls come
   * from the NAT gateways. IPv6 blocks have no effect: the balancer has only IPv4 addresses.
   */
  readonly allowedFrom: 'everybody' | readonly string[];
  /** Whether Routes may have a wildcard host. If allowed, a namespace can serve all names below a domain. */
  readonly wildcards: 'allowed' | 'refused';
  /** Number of routers, each on another node. */
  readonly replicas: number;
  /**
   * The pool on whose nodes the routers run.
   * @default any worker without taints
   */
  readonly pool?: { readonly name: string; readonly taints: readonly NodeTaint[] };
  /**
   * Name of the Secret with the certificate of hosts below the cluster's domain. Routers do not start while a Secret that
   * is named here is missing. So the installation leaves it out, and Argo CD sets it once the certificate has been issued.
   * @default a certificate by the ingress operator's own CA
   */
  readonly certificateSecret?: string;
}

/**
 * The IngressController `default`: the routers for all hosts of the cluster, and the load balancer in front of them.
 *
 * @example
 * new Ingress(chart, 'ingress', {
 *   balancer: { kind: 'network' },
 *   allowedFrom: 'everybody',
 *   wildcards: 'refused',
 *   replicas: 2,
 * });
 */
export class Ingress extends Construct {
  constructor(scope: Construct, id: string, props: IngressProps) {
    super(scope, id);
    const { allowedFrom, wildcards, replicas, pool, certificateSecret } = props;
    new ApiObject(this, 'controller', {
      apiVersion: 'operator.openshift.io/v1',
      kind: 'IngressController',
      metadata: { name: 'default', annotations: inWave(objectWaves.workloads) },
      spec: {
        replicas,
        ...(wildcards === 'allowed' ? { routeAdmission: { wildcardPolicy: 'WildcardsAllowed' } } : {}),
        ...(pool && { nodePlacement: placementOn(pool) }),
        ...(certificateSecret === undefined ? {} : { defaultCertificate: { name: certificateSecret } }),
        endpointPublishingStrategy: {
          type: 'LoadBalancerService',
          loadBalancer: {
            scope: 'External',
            dnsManagementPolicy: 'Managed',
            ...(allowedFrom === 'everybody' ? {} : { allowedSourceRanges: allowedFrom }),
            providerParameters: { type: 'AWS', aws: balancerParameters(props.balancer) },
          },
        },
      },
    });
  }
}

const placementOn = ({ name, taints }: NonNullable<IngressProps['pool']>) => ({
  nodeSelector: { matchLabels: { [poolLabel]: name } },
  tolerations: taints.map(({ key, value, effect }) =>
    value === undefined ? { key, operator: 'Exists', effect } : { key, operator: 'Equal', value, effect },
  ),
});

function balancerParameters(balancer: RouterBalancerSettings) {
  switch (balancer.kind) {
    case 'classic':
      return {
        type: 'Classic',
        classicLoadBalancer: { connectionIdleTimeout: `${balancer.idleTimeoutSeconds}s` },
      };
    case 'network':
      return { type: 'NLB' };
  }
}
