import type { Construct } from 'constructs';
import { PortBalancer, type PortBalancerProps, type WatchedPort } from '../../constructs/network/port-balancer';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface PortsStackProps extends PlatformStackProps {
  readonly balancer: PortBalancerProps;
}

/** The load balancer for ports that tenants open to the internet. */
export class PortsStack extends PlatformStack {
  /** Its ports in the dimensions of CloudWatch metrics. */
  readonly watched: readonly WatchedPort[];
  /** Allocation id of each of its addresses by zone. */
  readonly allocations: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, props: PortsStackProps) {
    super(scope, id, props, { description: 'Ports of tenants to the internet', terminationProtection: true });
    const balancer = new PortBalancer(this, 'Ports', props.balancer);
    this.publish('PortsBalancer', balancer.dnsName, 'name that the hosts of ports are aliases of');
    this.publish('PortsAddresses', balancer.addresses.join(','), 'IPv4 addresses of those hosts, which stay');
    this.watched = balancer.watched;
    this.allocations = balancer.allocations;
  }
}
