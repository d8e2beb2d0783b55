import { Construct } from 'constructs';
import { joinNetwork } from '../../../model/data/cluster-internal-blocks';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { NetworkRules, podsLabelled, routersPeer, type TrafficRule } from '../../base/network/network-rules';
import { NodePortService, type NodePort } from '../../base/network/node-port-service';
import { PublicRoute, type PublicHost, type RoutedPaths } from '../../base/network/public-route';
import type { ServedPort } from '../../base/network/served-port';
import { callingPeers, type CallingPods } from './calling-pods';

/** A port of a process besides its first one. */
export interface ProcessPort extends ServedPort {
  /**
   * Port of the machines by which the internet reaches it.
   * @default none: only pods of the tenant reach it
   */
  readonly nodePort?: number;
  /**
   * Hosts, or paths of some hosts, that lead to it alone.
   * @default none
   */
  readonly hosts?: readonly PublicHost[];
  /**
   * Paths at the hosts of the application that lead to it.
   * @default none
   */
  readonly paths?: readonly string[];
}

export interface ProcessPortsProps {
  /** Name of the application. */
  readonly application: string;
  /** Name of the process, which is that of its Service. */
  readonly name: string;
  /** Labels of its pods. */
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly ProcessPort[];
  /** Pods of the application that call the ports. */
  readonly callers: CallingPods;
  /**
   * Seconds in which a request at one of its hosts has to be answered.
   * @default the routers' 30
   */
  readonly timeoutSeconds?: number;
}

/**
 * Lets pods of the application reach the ports of one of its processes, the routers those with hosts or paths, to whose hosts Routes lead,
 * and the internet those with a node port.
 */
export class ProcessPorts extends Construct {
  /** Traffic to these ports; empty without ports. */
  static traffic({ labels, ports }: Pick<ProcessPortsProps, 'labels' | 'ports'>): readonly TrafficRule[] {
    return ports.length === 0 ? [] : [{ peers: [podsLabelled(labels)], ...numbersIn(ports) }];
  }

  /** The ports by each path at the hosts of their application that leads to them; the Service is that in front of their pods. */
  static paths(ports: readonly Pick<ProcessPort, 'name' | 'paths'>[], service: string): RoutedPaths {
    return Object.fromEntries(
      ports.flatMap(({ name: port, paths = [] }) => paths.map((path) => [path, { service, port }] as const)),
    );
  }

  constructor(scope: Construct, id: string, props: ProcessPortsProps) {
    super(scope, id);
    const { application, name, labels, ports, timeoutSeconds } = props;
    const callers = callingPeers(application, props.callers);
    // What comes by a node port has the address of a machine, or of the network between machine and pods.
    const machines = [PlatformChart.of(this).context.addresses.machines, joinNetwork].map((cidr) => ({
      ipBlock: { cidr },
    }));
    const outside = ports.flatMap((port): readonly NodePort[] =>
      port.nodePort === undefined ? [] : [{ ...port, nodePort: port.nodePort }],
    );
    const routed = ports.filter(({ hosts = [], paths = [] }) => hosts.length + paths.length > 0);
    new NetworkRules(this, 'network', {
      name: `${name}-ports`,
      pods: labels,
      from: [
        { peers: callers, ...numbersIn(ports) },
        ...(routed.length === 0 ? [] : [{ peers: [routersPeer], ...numbersIn(routed) }]),
        ...(outside.length === 0 ? [] : [{ peers: machines, ...numbersIn(outside) }]),
      ],
      to: [],
    });
    for (const { name: port, hosts = [] } of ports)
      for (const host of hosts)
        new PublicRoute(this, `route-${port}-${host.host}`, { ...host, service: name, port, timeoutSeconds });
    if (outside.length > 0) {
      new NodePortService(this, 'outside', { name: `${name}-outside`, labels, ports: outside });
    }
  }
}

/** The numbers of ports by protocol, as a rule for traffic has them. */
export const numbersIn = (
  ports: readonly Pick<ServedPort, 'port' | 'protocol'>[],
): Pick<TrafficRule, 'ports' | 'udpPorts'> => ({
  ports: ports.filter(({ protocol }) => protocol === 'TCP').map(({ port }) => port),
  udpPorts: ports.filter(({ protocol }) => protocol === 'UDP').map(({ port }) => port),
});
