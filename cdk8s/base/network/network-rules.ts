import type { Construct } from 'constructs';
import { clusterNamespaces, namespacePeer } from '../namespaces/cluster-namespaces';
import { k8s } from '../manifests/kubernetes';
import { PlatformChart } from '../manifests/platform-chart';

/** Traffic that a NetworkPolicy allows, from or to `peers`. */
export interface TrafficRule {
  readonly peers: readonly k8s.NetworkPolicyPeer[];
  /** TCP ports. */
  readonly ports: readonly number[];
  /**
   * UDP ports.
   * @default none
   */
  readonly udpPorts?: readonly number[];
}

export interface NetworkRulesProps {
  readonly name: string;
  /** Labels of the pods that the rules select. */
  readonly pods: Readonly<Record<string, string>>;
  /** Traffic that the pods may receive. */
  readonly from: readonly TrafficRule[];
  /** Traffic that the pods may send. */
  readonly to: readonly TrafficRule[];
}

/**
 * A NetworkPolicy with the traffic that pods may receive and send. All other traffic of the pods is denied; queries to the
 * cluster's DNS are allowed by `NamespaceIsolation`.
 *
 * @example
 * new NetworkRules(chart, 'network', {
 *   name: 'wiki',
 *   pods: { 'app.kubernetes.io/name': 'wiki' },
 *   from: [{ peers: [routersPeer], ports: [8080] }],
 *   to: [httpsEgress(chart), database.traffic],
 * });
 */
export class NetworkRules extends k8s.KubeNetworkPolicy {
  constructor(scope: Construct, id: string, { name, pods, from, to }: NetworkRulesProps) {
    super(scope, id, {
      metadata: { name },
      spec: {
        podSelector: { matchLabels: { ...pods } },
        policyTypes: ['Ingress', 'Egress'],
        ingress: someOrNone(from.map((rule) => ({ from: [...rule.peers], ports: policyPorts(rule) }))),
        egress: someOrNone(to.map((rule) => ({ to: [...rule.peers], ports: policyPorts(rule) }))),
      },
    });
  }
}

/** Undefined for an empty list: the API server drops empty lists, so Argo CD would always see a difference. */
const someOrNone = <Rule>(rules: Rule[]): Rule[] | undefined => (rules.length === 0 ? undefined : rules);

const policyPorts = ({ ports, udpPorts = [] }: TrafficRule): k8s.NetworkPolicyPort[] => [
  ...ports.map((port) => ({ protocol: 'TCP', port: k8s.IntOrString.fromNumber(port) })),
  ...udpPorts.map((port) => ({ protocol: 'UDP', port: k8s.IntOrString.fromNumber(port) })),
];

/** Pods of the same namespace by their labels, as a peer of a NetworkPolicy. */
export const podsLabelled = (labels: Readonly<Record<string, string>>): k8s.NetworkPolicyPeer => ({
  podSelector: { matchLabels: { ...labels } },
});

/** OpenShift's routers, by the label of their namespace that works with and without host network. */
export const routersPeer: k8s.NetworkPolicyPeer = {
  namespaceSelector: { matchLabels: { 'policy-group.network.openshift.io/ingress': '' } },
};

/** The Prometheus for user workloads. */
export const prometheusPeer = namespacePeer(clusterNamespaces.monitoring);

/** Block of the EC2 instance metadata service, from which a pod could get the IAM role of its node. */
const linkLocal = '169.254.0.0/16';

/** Allows HTTPS to all addresses outside the cluster: the internet and, through interface endpoints, the APIs of AWS. */
export const httpsEgress = (scope: Construct): TrafficRule => ({
  peers: [
    { ipBlock: { cidr: '0.0.0.0/0', except: [...PlatformChart.of(scope).context.addresses.internal, linkLocal] } },
  ],
  ports: [443],
});

/** The internet as a peer: no address of the cluster or of the VPC, with its machines, file systems and caches. */
export const internetPeer = (scope: Construct): k8s.NetworkPolicyPeer => {
  const { internal, machines } = PlatformChart.of(scope).context.addresses;
  return { ipBlock: { cidr: '0.0.0.0/0', except: [...internal, machines, linkLocal] } };
};

/** Allows the Kubernetes API: a NetworkPolicy is matched against the control plane's addresses, not the Service's. */
export const kubernetesApiEgress = (scope: Construct): TrafficRule => ({
  peers: [{ ipBlock: { cidr: PlatformChart.of(scope).context.addresses.machines } }],
  ports: [6443],
});
