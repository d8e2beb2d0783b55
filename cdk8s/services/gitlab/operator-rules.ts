import type { Construct } from 'constructs';
import { httpsEgress, kubernetesApiEgress, NetworkRules, prometheusPeer } from '../../base/network/network-rules';
import { PlatformChart } from '../../base/manifests/platform-chart';

export interface OperatorRulesProps {
  /** Name of the installation. */
  readonly name: string;
}

/** Source: the operator's ClusterServiceVersion 3.3.0. */
const operatorPorts = { webhook: 9443, metrics: 8443 } as const;

/** Network rules of GitLab's operator, which is in the same namespace, and of the jobs by which it makes secrets. */
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

/** The API servers share the machines' network, by the label OpenShift gives what does. */
const apiServers = {
  namespaceSelector: { matchLabels: { 'policy-group.network.openshift.io/host-network': '' } },
};
