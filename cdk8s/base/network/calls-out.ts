import type { Construct } from 'constructs';
import { PlatformChart } from '../manifests/platform-chart';
import { internetPeer, type TrafficRule } from './network-rules';

/** A TCP port that pods call outside the cluster. */
export interface CallOut {
  readonly port: number;
  /** `hosts` are those of the environment and its directory; `either` is for a server that may be one of them or not. */
  readonly to: 'internet' | 'hosts' | 'either';
}

/**
 * Traffic to ports outside the cluster. Nobody's calls reach the subnets of nodes: the shared file system and the caches are there, and
 * security groups let in whatever comes from a node.
 *
 * @example
 * callsOutTraffic(chart, [{ port: 587, to: 'internet' }, { port: 636, to: 'hosts' }]);
 */
export function callsOutTraffic(scope: Construct, calls: readonly CallOut[]): readonly TrafficRule[] {
  const hosts = PlatformChart.of(scope).context.addresses.hosts.map((cidr) => ({ ipBlock: { cidr } }));
  const ports = (to: CallOut['to']) => [
    ...new Set(calls.filter((call) => call.to === to || call.to === 'either').map(({ port }) => port)),
  ];
  return [
    { peers: [internetPeer(scope)], ports: ports('internet') },
    { peers: hosts, ports: ports('hosts') },
    // To Kubernetes, a rule without peers or ports is one for all of them.
  ].filter((rule) => rule.peers.length > 0 && rule.ports.length > 0);
}
