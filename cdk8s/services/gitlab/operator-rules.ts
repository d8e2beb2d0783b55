import type { Construct } from 'constructs';
import { httpsEgress, kubernetesApiEgress, NetworkRules, prometheusPeer } from '../../base/network/network-rules';
import { PlatformChart } from '../../base/manifests/platform-chart';

export interface OperatorRulesProps {
  /** Name of the installation. */
  readonly name: string;
}

/** Source: the operator's ClusterServiceVersion 3.3.0. */
const operatorPorts = { webhook: 9443, metrics: 8443 } as const;

/** Adds NetworkPolicies for GitLab's operator, which is in GitLab's namespace, and for its jobs that make secrets. */
export function addOperatorRules(scope: Construct, { name }: OperatorRulesProps): void {
  new NetworkRules(scope, 'network-operator', {
    name: `${name}-operator`,
    pods: { 'control-plane': 'controller-manager' },
    from: [
      {
        peers: [apiServers, { ipBlock: { cidr: PlatformChart.of(scope).context.addresses.machines } }],
        ports: [operatorPorts.webhook],
      },
      { peers: [prometheusPeer], ports: [operatorPorts.metrics] },
    ],
    to: [kubernetesApiEgress(scope), httpsEgress(scope)],
  });
  new NetworkRules(scope, 'network-jobs', {
    name: `${name}-jobs`,
    pods: { app: 'gitlab', release: name },
    from: [],
    to: [kubernetesApiEgress(scope)],
  });
}

/** The API servers run in the host network; OpenShift labels the namespaces of such pods. */
const apiServers = {
  namespaceSelector: { matchLabels: { 'policy-group.network.openshift.io/host-network': '' } },
};
