import { Construct } from 'constructs';
import { joinNetwork } from '../../../model/data/cluster-internal-blocks';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { NetworkRules, podsLabelled, type TrafficRule } from '../../base/network/network-rules';
import { NodePortService, type NodePort } from '../../base/network/node-port-service';
import type { ServedPort } from '../../base/network/served-port';
import { applicationPodLabels } from '../../base/pods/process-pod';
import { WebApplication } from '../../base/web-application';

/** A port of a process besides that of HTTP. */
export interface ProcessPort extends ServedPort {
  /**
   * Port of the machines by which the internet reaches it.
   * @default none: only pods of the tenant reach it
   */
  readonly nodePort?: number;
}

export interface ProcessPortsProps {
  /** Name of the application. */
  readonly application: string;
  /** Name of the process, which is that of its Service. */
  readonly name: string;
  /** Labels of its pods. */
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly ProcessPort[];
}

/** Lets pods of the application reach the ports of one of its processes, and the internet those with a node port. */
export class ProcessPorts extends Construct {
  /** Traffic to these ports; empty without ports. */
  static traffic({ labels, ports }: Pick<ProcessPortsProps, 'labels' | 'ports'>): readonly TrafficRule[] {
    return ports.length === 0 ? [] : [{ peers: [podsLabelled(labels)], ...numbersIn(ports) }];
  }

  constructor(scope: Construct, id: string, { application, name, labels, ports }: ProcessPortsProps) {
    super(scope, id);
    const callers = [
      podsLabelled(WebApplication.podLabels(application)),
      podsLabelled(applicationPodLabels(application)),
    ];
    // What comes by a node port has the address of a machine, or of the network between machine and pods.
    const machines = [PlatformChart.of(this).context.addresses.machines, joinNetwork].map((cidr) => ({
      ipBlock: { cidr },
    }));
    const outside = ports.flatMap((port): readonly NodePort[] =>
      port.nodePort === undefined ? [] : [{ ...port, nodePort: port.nodePort }],
    );
    new NetworkRules(this, 'network', {
      name: `${name}-ports`,
      pods: labels,
      from: [
        { peers: callers, ...numbersIn(ports) },
        ...(outside.length === 0 ? [] : [{ peers: machines, ...numbersIn(outside) }]),
      ],
      to: [],
    });
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
