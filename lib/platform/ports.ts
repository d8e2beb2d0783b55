import type { ForwardedPort } from '../../constructs/network/forwarded-port';
import type { PortBalancerProps, WatchedPort } from '../../constructs/network/port-balancer';
import { portBalancerAlarm } from '../../constructs/network/port-balancer-alarm';
import type { AlarmSpec } from '../../constructs/observability/alarm';
import { addressPoolFor } from '../../model/address-pool';
import type { Environment } from '../../model/environment';
import { resourceNames } from '../../model/naming';
import { outsidePorts, type OutsidePort } from '../../model/outside-ports';
import { portsNames } from '../../model/ports-names';

/** Returns the props of the balancer for ports to the outside, without those of the network. */
export function portsProps(environment: Environment): Omit<PortBalancerProps, 'vpcId' | 'publicSubnetIds'> {
  const { balancer, machines } = portsNames(resourceNames(environment));
  const ports = outsidePorts(environment.tenants);
  return {
    name: balancer,
    machinesGroupName: machines,
    purpose: 'ports of tenants',
    addressFamily: environment.network.addressFamily,
    addressPool: addressPoolFor('ports', environment.network),
    ports: [...byNumber(ports).values()].map(toForwardedPort),
    unlogged: 'Network load balancers log TLS listeners only; the flow logs of the network have the connections.',
    open: ports
      .map(
        ({ outside, protocol, service, tenant }) =>
          `${outside.port}/${protocol}, ${service} of tenant ${tenant}: ${outside.because}`,
      )
      .join('; '),
  };
}

/** Returns an alarm for each port to the outside; an empty list while the balancer is not there. */
export function portsAlarms(environment: Environment, watched: readonly WatchedPort[] = []): readonly AlarmSpec[] {
  const ports = byNumber(outsidePorts(environment.tenants));
  return watched.map((port) => {
    const [first] = ports.get(port.port) ?? [];
    return portBalancerAlarm(port, {
      name: `port-${port.port}`,
      summary: `Nobody answers at port ${port.port} of ${first?.outside.host ?? 'the balancer'}, which is ${first?.service ?? ''} of tenant ${first?.tenant ?? ''}`,
      section: 'port-unreachable',
    });
  });
}

/** The ports by their numbers, in ascending order. */
function byNumber(ports: readonly OutsidePort[]): ReadonlyMap<number, readonly [OutsidePort, ...OutsidePort[]]> {
  const found = new Map<number, readonly [OutsidePort, ...OutsidePort[]]>();
  for (const port of ports.toSorted((a, b) => a.outside.port - b.outside.port)) {
    const others = found.get(port.outside.port);
    found.set(port.outside.port, others === undefined ? [port] : [...others, port]);
  }
  return found;
}

function toForwardedPort([first, ...others]: readonly [OutsidePort, ...OutsidePort[]]): ForwardedPort {
  const { tenant, service, name, protocol, nodePort, outside } = first;
  return {
    id: `Port${outside.port}`,
    port: outside.port,
    protocol: others.some((other) => other.protocol !== protocol) ? 'TCP_UDP' : protocol,
    nodePort,
    description: `${tenant}/${service} ${name}`,
    clientAddress: outside.clientAddress,
  };
}
