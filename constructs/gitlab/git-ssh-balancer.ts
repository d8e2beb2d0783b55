import { CfnEIP, CfnSecurityGroup, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import { CfnListener, CfnLoadBalancer, CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { acknowledgeToCheckov } from '../acknowledge-to-checkov';
import { giveReason } from '../give-reason';

export interface GitSshBalancerProps {
  /** Name of the load balancer, at most 32 characters. The machine API registers machines with it by this name. */
  readonly name: string;
  /** `Name` tag of the security group that the machines behind the load balancer have besides their own. */
  readonly machinesGroupName: string;
  readonly vpcId: string;
  /** `dual-stack` needs subnets with IPv6 blocks. */
  readonly addressFamily: 'ipv4' | 'dual-stack';
  /** Id of a public subnet by zone. */
  readonly publicSubnetIds: ReadonlyMap<string, string>;
  /** Node port of GitLab's SSH server. */
  readonly nodePort: number;
}

/**
 * Network load balancer for Git over SSH: port 22 on Elastic IP addresses that are retained without it, and on IPv6
 * with `dual-stack`. It passes the client's address on with the PROXY protocol, because a machine that is reached over
 * IPv4 would otherwise not learn an IPv6 address.
 *
 * The stack does not register machines: the machine API registers those of a pool whose MachineSet names the load
 * balancer, and gives them the security group that accepts its traffic. Source:
 * openshift/machine-api-provider-aws:pkg/actuators/machine/loadbalancers.go.
 */
export class GitSshBalancer extends Construct {
  /** IPv4 addresses, for the DNS records of the host. */
  readonly addresses: readonly string[];
  readonly dnsName: string;
  /** Names of the load balancer and of its target group in the dimensions of CloudWatch metrics. */
  readonly fullName: string;
  readonly targetsFullName: string;

  /** @throws Error when the name is longer than 32 characters */
  constructor(scope: Construct, id: string, props: GitSshBalancerProps) {
    super(scope, id);
    const { name, vpcId, publicSubnetIds, nodePort } = props;
    if (name.length > 32) throw new Error(`${name} is longer than the 32 characters of a balancer's name: shorten it`);
    const zones = [...publicSubnetIds].map(([zone, subnetId]) => ({ address: this.addAddress(name, zone), subnetId }));
    const balancer = new CfnLoadBalancer(this, 'Balancer', {
      name,
      type: 'network',
      scheme: 'internet-facing',
      ipAddressType: props.addressFamily === 'dual-stack' ? 'dualstack' : 'ipv4',
      subnetMappings: zones.map(({ address, subnetId }) => ({ subnetId, allocationId: address.attrAllocationId })),
      securityGroups: [this.addSecurityGroup(props)],
      loadBalancerAttributes: attributes({
        'deletion_protection.enabled': 'true',
        'load_balancing.cross_zone.enabled': 'true',
      }),
    });
    const unlogged = 'Network load balancers log TLS listeners only; GitLab logs who logs in.';
    acknowledgeRules(balancer, ['AwsSolutions-ELB2'], unlogged);
    acknowledgeToCheckov(balancer, { CKV_AWS_91: unlogged });
    const targets = new CfnTargetGroup(this, 'Targets', {
      vpcId,
      targetType: 'instance',
      port: nodePort,
      protocol: 'TCP',
      healthCheckEnabled: true,
      healthCheckProtocol: 'TCP',
      healthCheckIntervalSeconds: 10,
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 2,
      targetGroupAttributes: attributes({
        // A clone may take longer than the default of five minutes.
        'deregistration_delay.timeout_seconds': '900',
        'preserve_client_ip.enabled': 'false',
        'proxy_protocol_v2.enabled': 'true',
      }),
    });
    new CfnListener(this, 'Listener', {
      loadBalancerArn: balancer.ref,
      port: 22,
      protocol: 'TCP',
      defaultActions: [{ type: 'forward', targetGroupArn: targets.ref }],
    });
    this.addresses = zones.map(({ address }) => address.ref);
    this.dnsName = balancer.attrDnsName;
    this.fullName = balancer.attrLoadBalancerFullName;
    this.targetsFullName = targets.attrTargetGroupFullName;
  }

  private addAddress(name: string, zone: string): CfnEIP {
    const address = new CfnEIP(this, `Address${zone.slice(-1).toUpperCase()}`, {
      domain: 'vpc',
      tags: [{ key: 'Name', value: `${name}-${zone}` }],
    });
    // The address is in host keys and firewalls of users.
    address.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    return address;
  }

  /**
   * Makes the security group of the load balancer and that of the machines behind it, and returns the id of the first.
   */
  private addSecurityGroup({ name, machinesGroupName, addressFamily, vpcId, nodePort }: GitSshBalancerProps): string {
    const everybody = [{ cidrIp: '0.0.0.0/0' }, ...(addressFamily === 'dual-stack' ? [{ cidrIpv6: '::/0' }] : [])];
    const port = { ipProtocol: 'tcp', fromPort: nodePort, toPort: nodePort, description: 'Git over SSH' };
    const machines = new CfnSecurityGroup(this, 'Machines', {
      vpcId,
      groupDescription: 'Machines behind the balancer for Git over SSH',
      // Egress of machines is in their own group; without an egress rule AWS would add one here that allows everything.
      securityGroupEgress: [{ ipProtocol: '-1', cidrIp: '127.0.0.1/32', description: 'Nobody' }],
      tags: [{ key: 'Name', value: machinesGroupName }],
    });
    const group = new CfnSecurityGroup(this, 'SecurityGroup', {
      vpcId,
      groupDescription: 'Git over SSH',
      securityGroupIngress: everybody.map((source) => ({
        ipProtocol: 'tcp',
        fromPort: 22,
        toPort: 22,
        description: 'Git over SSH is for everybody',
        ...source,
      })),
      securityGroupEgress: [{ ...port, destinationSecurityGroupId: machines.attrGroupId }],
      tags: [{ key: 'Name', value: name }],
    });
    const open = 'Git over SSH is for everybody; behind the port is a server that knows keys and no passwords.';
    for (const id of ['AwsSolutions-EC23', 'CloudFormation-Validate::W2508']) {
      acknowledgeRules(group, [id], open);
    }
    acknowledgeToCheckov(group, { CKV_AWS_24: open });
    giveReason(group, 'openToAll', open);
    new CfnSecurityGroupIngress(this, 'FromBalancer', {
      groupId: machines.attrGroupId,
      ...port,
      sourceSecurityGroupId: group.attrGroupId,
    });
    return group.attrGroupId;
  }
}

const attributes = (values: Readonly<Record<string, string>>): { key: string; value: string }[] =>
  Object.entries(values).map(([key, value]) => ({ key, value }));
