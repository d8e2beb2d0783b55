import type { Construct } from 'constructs';
import { clusterNamespaces, namespacePeer } from '../namespaces/cluster-namespaces';
import { k8s } from '../manifests/kubernetes';
import { PlatformChart } from '../manifests/platform-chart';

/** One direction of traffic that a policy lets pass. */
export interface TrafficRule {
  readonly peers: readonly k8s.NetworkPolicyPeer[];
  /** TCP ports. */
  readonly ports: readonly number[];
}

export interface NetworkRulesProps {
  readonly name: string;
  /** Labels of the pods the rules are about. */
  readonly pods: Readonly<Record<string, string>>;
  readonly from: readonly TrafficRule[];
  readonly to: readonly TrafficRule[];
}

/** What the pods of one part may receive and send; everything else is denied by the namespace's isolation. */
export class NetworkRules extends k8s.KubeNetworkPolicy {
  constructor(scope: Construct, id: string, { name, pods, from, to }: NetworkRulesProps) {
    super(scope, id, {
      metadata: { name },
      spec: {
        podSelector: { matchLabels: { ...pods } },
        policyTypes: ['Ingress', 'Egress'],
        ingress: someOrNone(from.map(({ peers, ports }) => ({ from: [...peers], ports: tcp(ports) }))),
        egress: someOrNone(to.map(({ peers, ports }) => ({ to: [...peers], ports: tcp(ports) }))),
      },
    });
  }
}

/** The API server leaves out an empty list, and one that is written would never be in step. */
const someOrNone = <Rule>(rules: Rule[]): Rule[] | undefined => (rules.length === 0 ? undefined : rules);

const tcp = (ports: readonly number[]): k8s.NetworkPolicyPort[] =>
  ports.map((port) => ({ protocol: 'TCP', port: k8s.IntOrString.fromNumber(port) }));

/** Pods of the same namespace by their labels. */
export const podsLabelled = (labels: Readonly<Record<string, string>>): k8s.NetworkPolicyPeer => ({
  podSelector: { matchLabels: { ...labels } },
});

/** The routers, by the label OpenShift gives their namespace whatever network they use. */
export const routersPeer: k8s.NetworkPolicyPeer = {
  namespaceSelector: { matchLabels: { 'policy-group.network.openshift.io/ingress': '' } },
};

/** Prometheus for workloads. */
export const prometheusPeer = namespacePeer(clusterNamespaces.monitoring);

/** Address of the cloud's metadata service, by which a pod could become its node. */
const linkLocal = '169.254.0.0/16';

/** Anything outside the cluster by HTTPS: the internet and, by interface endpoint, the APIs of AWS. */
export const httpsEgress = (scope: Construct): TrafficRule => ({
  peers: [
    { ipBlock: { cidr: '0.0.0.0/0', except: [...PlatformChart.of(scope).context.addresses.internal, linkLocal] } },
  ],
  ports: [443],
});

/** The Kubernetes API on the control plane; policies see the address behind its service. */
export const kubernetesApiEgress = (scope: Construct): TrafficRule => ({
  peers: [{ ipBlock: { cidr: PlatformChart.of(scope).context.addresses.machines } }],
  ports: [6443],
});
