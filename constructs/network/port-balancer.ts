import { CfnEIP, CfnSecurityGroup, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import { CfnListener, CfnLoadBalancer, CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { acknowledgeToCheckov } from '../acknowledge-to-checkov';
import { giveReason } from '../give-reason';
import { addressId } from './address-id';
import {
  forwardedProtocols,
  healthPort,
  healthPortUsers,
  isChecked,
  ruleId,
  type ForwardedPort,
} from './forwarded-port';

export interface PortBalancerProps {
  /** Name of the load balancer, at most 32 characters. The machine API registers machines with it by this name. */
  readonly name: string;
  /** What it is for, in the descriptions of its security groups. */
  readonly purpose: string;
  /** `Name` tag of the security group that the machines behind the load balancer have besides their own. */
  readonly machinesGroupName: string;
  readonly vpcId: string;
  /** `dual-stack` needs subnets with IPv6 blocks. */
  readonly addressFamily: 'ipv4' | 'dual-stack';
  /**
   * Id of the pool that its addresses are from.
   * @default addresses of AWS
   */
  readonly addressPool?: string;
  /** Id of a public subnet by zone. */
  readonly publicSubnetIds: ReadonlyMap<string, string>;
  /** The ports, each once. */
  readonly ports: readonly ForwardedPort[];
  /** Why it logs no connections. */
  readonly unlogged: string;
  /** Why its ports are open to every address. */
  readonly open: string;
}

/** A port of the load balancer in the dimensions of CloudWatch metrics. */
export interface WatchedPort {
  readonly port: number;
  readonly fullName: string;
  readonly targetsFullName: string;
}

/**
 * Network load balancer for ports other than those of HTTP, on Elastic IP addresses that are retained without it, and on IPv6 with
 * `dual-stack`. A port may pass the client's address on with the PROXY protocol, because a machine that is reached over IPv4 would
 * otherwise not learn an IPv6 address.
 *
 * The stack does not register machines: the machine API registers those of a pool whose MachineSet names the load
 * balancer with the targets of all its listeners, and gives them the security group that accepts its traffic. Source:
 * openshift/machine-api-provider-aws:pkg/actuators/machine/loadbalancers.go.
 */
export class PortBalancer extends Construct {
  /** IPv4 addresses, for the DNS records of the hosts. */
  readonly addresses: readonly string[];
  /** Allocation id of each of these addresses by its zone. */
  readonly allocations: ReadonlyMap<string, string>;
  readonly dnsName: string;
  readonly watched: readonly WatchedPort[];

  /** @throws Error when the name is longer than 32 characters */
  constructor(scope: Construct, id: string, props: PortBalancerProps) {
    super(scope, id);
    const { name, publicSubnetIds, unlogged, ports } = props;
    if (name.length > 32) throw new Error(`${name} is longer than the 32 characters of a balancer's name: shorten it`);
    const zones = [...publicSubnetIds].map(([zone, subnetId]) => ({
      zone,
      address: this.addAddress(props, zone),
      subnetId,
    }));
    const isDual = props.addressFamily === 'dual-stack';
    // Without a prefix for its own IPv6 source addresses, AWS refuses a listener for UDP.
    const hasPrefix = isDual && ports.some(({ protocol }) => protocol !== 'TCP');
    const balancer = new CfnLoadBalancer(this, 'Balancer', {
      name,
      type: 'network',
      scheme: 'internet-facing',
      ipAddressType: isDual ? 'dualstack' : 'ipv4',
      enablePrefixForIpv6SourceNat: hasPrefix ? 'on' : undefined,
      subnetMappings: zones.map(({ address, subnetId }) => ({
        subnetId,
        allocationId: address.attrAllocationId,
        sourceNatIpv6Prefix: hasPrefix ? 'auto_assigned' : undefined,
      })),
      securityGroups: [this.addSecurityGroup(props)],
      loadBalancerAttributes: attributes({
        'deletion_protection.enabled': 'true',
        'load_balancing.cross_zone.enabled': 'true',
      }),
    });
    acknowledgeRules(balancer, ['AwsSolutions-ELB2'], unlogged);
    acknowledgeToCheckov(balancer, { CKV_AWS_91: unlogged });
    this.addresses = zones.map(({ address }) => address.ref);
    this.allocations = new Map(zones.map(({ zone, address }) => [zone, address.attrAllocationId]));
    this.dnsName = balancer.attrDnsName;
    this.watched = ports.map((port) => ({
      port: port.port,
      fullName: balancer.attrLoadBalancerFullName,
      targetsFullName: this.addListener(balancer, port, props.vpcId),
    }));
  }

  /** Returns the full name of the target group. */
  private addListener(balancer: CfnLoadBalancer, port: ForwardedPort, vpcId: string): string {
    const { id, protocol } = port;
    const isOnlyUdp = protocol === 'UDP';
    const targets = new CfnTargetGroup(this, `Targets${id}`, {
      vpcId,
      targetType: 'instance',
      port: port.nodePort,
      protocol,
      healthCheckEnabled: true,
      healthCheckProtocol: isOnlyUdp ? 'HTTP' : 'TCP',
      healthCheckPort: isOnlyUdp ? String(healthPort) : undefined,
      healthCheckPath: isOnlyUdp ? '/healthz' : undefined,
      healthCheckIntervalSeconds: 10,
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 2,
      targetGroupAttributes: attributes(targetAttributes(port)),
    });
    new CfnListener(this, `Listener${id}`, {
      loadBalancerArn: balancer.ref,
      port: port.port,
      protocol,
      defaultActions: [{ type: 'forward', targetGroupArn: targets.ref }],
    });
    return targets.attrTargetGroupFullName;
  }

  private addAddress({ name, addressPool }: PortBalancerProps, zone: string): CfnEIP {
    const address = new CfnEIP(this, addressId(`Address${zone.slice(-1).toUpperCase()}`, addressPool), {
      domain: 'vpc',
      publicIpv4Pool: addressPool,
      tags: [{ key: 'Name', value: `${name}-${zone}` }],
    });
    // The address is in host keys and firewalls of users.
    address.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    return address;
  }

  /**
   * Makes the security group of the load balancer and that of the machines behind it, and returns the id of the first. Machines take
   * traffic of the first group alone, also where packets come with the address of a client. Source: Elastic Load Balancing user guide,
   * "Update the security groups for your Network Load Balancer".
   */
  private addSecurityGroup(props: PortBalancerProps): string {
    const { name, purpose, machinesGroupName, addressFamily, vpcId, ports, open } = props;
    const everybody = [{ cidrIp: '0.0.0.0/0' }, ...(addressFamily === 'dual-stack' ? [{ cidrIpv6: '::/0' }] : [])];
    // Egress of machines is in their own group; without an egress rule AWS would add one here that allows everything.
    const nobody = { ipProtocol: '-1', cidrIp: '127.0.0.1/32', description: 'Nobody' };
    const machines = new CfnSecurityGroup(this, 'Machines', {
      vpcId,
      groupDescription: `Machines behind the balancer for ${purpose}`,
      securityGroupEgress: [nobody],
      tags: [{ key: 'Name', value: machinesGroupName }],
    });
    const forwarded = [...ports.flatMap(toRules), ...(ports.some(isChecked) ? [healthPortUsers] : [])];
    const group = new CfnSecurityGroup(this, 'SecurityGroup', {
      vpcId,
      groupDescription: purpose,
      securityGroupIngress: ports.flatMap((each) =>
        forwardedProtocols(each).flatMap((ipProtocol) =>
          everybody.map((source) => ({
            ipProtocol,
            fromPort: each.port,
            toPort: each.port,
            description: `${each.description} is for everybody`,
            ...source,
          })),
        ),
      ),
      securityGroupEgress:
        forwarded.length === 0
          ? [nobody]
          : forwarded.map(({ rule }) => ({ ...rule, destinationSecurityGroupId: machines.attrGroupId })),
      tags: [{ key: 'Name', value: name }],
    });
    if (ports.length > 0) acknowledgeOpen(group, ports, open);
    for (const { id, rule } of forwarded) {
      new CfnSecurityGroupIngress(this, `FromBalancer${id}`, {
        groupId: machines.attrGroupId,
        ...rule,
        sourceSecurityGroupId: group.attrGroupId,
      });
    }
    return group.attrGroupId;
  }
}

/** Rules between balancer and machines for a port, with the ids of their resources. */
const toRules = (port: ForwardedPort) =>
  forwardedProtocols(port).map((ipProtocol) => ({
    id: ruleId(port, ipProtocol),
    rule: { ipProtocol, fromPort: port.nodePort, toPort: port.nodePort, description: port.description },
  }));

function acknowledgeOpen(group: CfnSecurityGroup, ports: readonly ForwardedPort[], open: string): void {
  for (const id of ['AwsSolutions-EC23', 'CloudFormation-Validate::W2508']) acknowledgeRules(group, [id], open);
  if (ports.some(({ port }) => port === 22)) acknowledgeToCheckov(group, { CKV_AWS_24: open });
  giveReason(group, 'openToAll', open);
}

/** AWS keeps the address of clients of UDP, and refuses to be told not to. */
const targetAttributes = ({ protocol, clientAddress }: ForwardedPort): Readonly<Record<string, string>> => ({
  // A clone or a call may take longer than the default of five minutes.
  'deregistration_delay.timeout_seconds': '900',
  ...(protocol === 'TCP' ? { 'preserve_client_ip.enabled': 'false' } : {}),
  ...(clientAddress === 'proxy-protocol' ? { 'proxy_protocol_v2.enabled': 'true' } : {}),
});

const attributes = (values: Readonly<Record<string, string>>): { key: string; value: string }[] =>
  Object.entries(values).map(([key, value]) => ({ key, value }));
