import { Construct } from 'constructs';
import { ApiObject } from '../base/manifests/api-object';
import { inWave, objectWaves } from '../base/delivery/sync';
import { poolLabel, type NodeTaint } from './node-labels';

/** Namespace in which OpenShift's ingress operator looks for its instructions. */
export const ingressOperatorNamespace = 'openshift-ingress-operator';

/** The kind of load balancer in front of the routers. */
export type RouterBalancerSettings =
  | { readonly kind: 'classic'; readonly idleTimeoutSeconds: number }
  | { readonly kind: 'network' };

export interface IngressProps {
  readonly balancer: RouterBalancerSettings;
  /**
   * IPv4 blocks that reach the balancer, or everybody. The addresses of the NAT gateways belong to them: the cluster calls
   * its own hosts by their public names, for the console's and the login's health if nothing else, and comes back from
   * there. IPv6 blocks would do nothing: the balancer has IPv4 addresses only.
   */
  readonly allowedFrom: 'everybody' | readonly string[];
  /** Whether a route may be for all names below a domain; else whoever has a namespace could take one. */
  readonly wildcards: 'allowed' | 'refused';
  /** Routers, each on a machine of its own. */
  readonly replicas: number;
  /** The pool whose machines carry them; any worker without taints if left out. */
  readonly pool?: { readonly name: string; readonly taints: readonly NodeTaint[] };
  /**
   * Secret with the certificate of hosts below the cluster's domain; the operator's own if left out. Routers do not
   * start without a Secret that is named here, so that the installation leaves it out and Argo CD adds it once the
   * certificate is there.
   */
  readonly certificateSecret?: string;
}

/** The routers that all hosts of the cluster are behind, and the balancer before them. */
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
