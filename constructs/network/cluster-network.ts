import {
  CfnEgressOnlyInternetGateway,
  CfnInternetGateway,
  CfnRoute,
  CfnRouteTable,
  CfnSubnet,
  CfnSubnetRouteTableAssociation,
  CfnVPC,
  CfnVPCCidrBlock,
  CfnVPCGatewayAttachment,
} from 'aws-cdk-lib/aws-ec2';
import { Fn, type CfnTag } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { pascalCase } from '../pascal-case';
import { groupRulesMetadata } from './group-rules-metadata';
import { NatGateways, type NatPlacement } from './nat-gateways';
import { planSubnets, type PlannedSubnet, type SubnetTier } from './subnet-plan';

export interface ClusterNetworkProps {
  /** Prefix of the `Name` tags. */
  readonly name: string;
  /** IPv4 block, /16 to /20. */
  readonly block: string;
  readonly zones: readonly string[];
  readonly addressFamily: 'ipv4' | 'dual-stack';
  readonly nat: NatPlacement;
  /** Rules that a security group may have in each direction, as the quota of the account says. */
  readonly securityGroupRules: number;
  /** Name that the installer made up for the cluster on this network; none before it is installed. */
  readonly infraId?: string;
  /** Tiers besides public and private. */
  readonly additionalTiers: readonly Exclude<SubnetTier, 'private' | 'public'>[];
}

/**
 * The VPC of an OpenShift cluster: a subnet per zone and tier, tagged for the load balancers of the in-cluster cloud
 * provider, with routes to the internet. The VPC has no `Name` tag, which OpenShift's documentation asks to leave free
 * (openshift/openshift-docs, modules/installation-custom-aws-vpc.adoc).
 */
export class ClusterNetwork extends Construct {
  readonly vpcId: string;
  /** The group every VPC is born with. */
  readonly defaultSecurityGroupId: string;
  /** Route tables of all tiers, the public one first. */
  readonly routeTableIds: readonly string[];
  /** Addresses from which private machines call the internet over IPv4. */
  readonly natAddresses: readonly string[];
  /** Ids of the NAT gateways by the zone each stands in. */
  readonly natGatewayIds: ReadonlyMap<string, string>;
  private readonly subnets = new Map<SubnetTier, CfnSubnet[]>();

  constructor(scope: Construct, id: string, props: ClusterNetworkProps) {
    super(scope, id);
    const { block, zones, additionalTiers } = props;
    acknowledgeRules(
      this,
      ['CloudFormation-Validate::W3010'],
      'Zones are written down: looked up, the same input would give different templates.',
    );
    const vpc = new CfnVPC(this, 'Vpc', { cidrBlock: block, enableDnsSupport: true, enableDnsHostnames: true });
    vpc.addMetadata(groupRulesMetadata, props.securityGroupRules);
    const ipv6 = props.addressFamily === 'dual-stack' ? new Ipv6Block(this, 'Ipv6', vpc) : undefined;

    for (const planned of planSubnets(block, zones, ['public', 'private', ...additionalTiers])) {
      const subnet = this.addSubnet(vpc, props, planned, ipv6);
      this.subnets.set(planned.tier, [...(this.subnets.get(planned.tier) ?? []), subnet]);
    }

    const { name } = props;
    const publicTable = this.addPublicRoutes(vpc, name, ipv6);
    const nat = new NatGateways(this, 'Nat', {
      name,
      zones,
      placement: props.nat,
      publicSubnets: this.subnetsOf('public'),
    });
    const zoneTables = zones.map((zone) => this.addPrivateRoutes(vpc, name, zone, nat.gatewayOf(zone), ipv6));

    this.vpcId = vpc.ref;
    this.defaultSecurityGroupId = vpc.attrDefaultSecurityGroup;
    this.natAddresses = nat.addresses;
    this.natGatewayIds = nat.ids;
    this.routeTableIds = [publicTable, ...zoneTables].map(({ ref }) => ref);
  }

  /** Ids of a tier's subnets by zone; empty for a tier the network does not have. */
  subnetIdsOf(tier: SubnetTier): ReadonlyMap<string, string> {
    return new Map(this.subnetsOf(tier).map(({ availabilityZone = '', ref }) => [availabilityZone, ref]));
  }

  private subnetsOf(tier: SubnetTier): readonly CfnSubnet[] {
    return this.subnets.get(tier) ?? [];
  }

  private addSubnet(
    vpc: CfnVPC,
    { name, infraId }: ClusterNetworkProps,
    planned: PlannedSubnet,
    ipv6: Ipv6Block | undefined,
  ): CfnSubnet {
    const { tier, zone, ipv4Block, ipv6Index } = planned;
    const subnet = new CfnSubnet(this, `${pascalCase(tier)}${pascalCase(zone)}`, {
      vpcId: vpc.ref,
      availabilityZone: zone,
      cidrBlock: ipv4Block,
      mapPublicIpOnLaunch: false,
      tags: [
        { key: 'Name', value: `${name}-${tier}-${zone}` },
        roleTags[tier],
        ...(infraId === undefined || tier === 'hosts'
          ? []
          : [{ key: `kubernetes.io/cluster/${infraId}`, value: 'shared' }]),
      ],
      ...(ipv6 && {
        ipv6CidrBlock: ipv6.subnetBlock(ipv6Index),
        // Nodes stay on IPv4: OpenShift on AWS has no dual-stack cluster network.
        assignIpv6AddressOnCreation: tier === 'hosts',
      }),
    });
    if (ipv6) subnet.addResourceDependency(ipv6.association);
    return subnet;
  }

  private addPublicRoutes(vpc: CfnVPC, name: string, ipv6: Ipv6Block | undefined): CfnRouteTable {
    const gateway = new CfnInternetGateway(this, 'InternetGateway', { tags: [{ key: 'Name', value: name }] });
    const attachment = new CfnVPCGatewayAttachment(this, 'InternetGatewayAttachment', {
      vpcId: vpc.ref,
      internetGatewayId: gateway.ref,
    });
    const table = this.addRouteTable(vpc, `${name}-public`, 'PublicRoutes', this.subnetsOf('public'));
    const target = { routeTableId: table.ref, gatewayId: gateway.ref };
    new CfnRoute(this, 'PublicRoute', { ...target, destinationCidrBlock: '0.0.0.0/0' }).addResourceDependency(
      attachment,
    );
    if (ipv6) {
      new CfnRoute(this, 'PublicRouteIpv6', { ...target, destinationIpv6CidrBlock: '::/0' }).addResourceDependency(
        attachment,
      );
    }
    return table;
  }

  private addPrivateRoutes(
    vpc: CfnVPC,
    name: string,
    zone: string,
    natGatewayId: string,
    ipv6: Ipv6Block | undefined,
  ): CfnRouteTable {
    const inner = [...this.subnetsOf('private'), ...this.subnetsOf('hosts')];
    const id = `Private${pascalCase(zone)}`;
    const table = this.addRouteTable(
      vpc,
      `${name}-private-${zone}`,
      `${id}Routes`,
      inner.filter(({ availabilityZone }) => availabilityZone === zone),
    );
    new CfnRoute(this, `${id}Route`, { routeTableId: table.ref, destinationCidrBlock: '0.0.0.0/0', natGatewayId });
    if (ipv6) {
      new CfnRoute(this, `${id}RouteIpv6`, {
        routeTableId: table.ref,
        destinationIpv6CidrBlock: '::/0',
        egressOnlyInternetGatewayId: ipv6.egressOnlyGatewayId,
      });
    }
    return table;
  }

  private addRouteTable(vpc: CfnVPC, name: string, id: string, subnets: readonly CfnSubnet[]): CfnRouteTable {
    const table = new CfnRouteTable(this, id, { vpcId: vpc.ref, tags: [{ key: 'Name', value: name }] });
    for (const subnet of subnets) {
      new CfnSubnetRouteTableAssociation(this, `${subnet.node.id}Association`, {
        routeTableId: table.ref,
        subnetId: subnet.ref,
      });
    }
    return table;
  }
}

/** An IPv6 /56 of Amazon's, and the gateway by which private machines call out and nobody calls in. */
class Ipv6Block extends Construct {
  readonly association: CfnVPCCidrBlock;
  readonly egressOnlyGatewayId: string;
  private readonly vpc: CfnVPC;

  constructor(scope: Construct, id: string, vpc: CfnVPC) {
    super(scope, id);
    this.vpc = vpc;
    this.association = new CfnVPCCidrBlock(this, 'Block', { vpcId: vpc.ref, amazonProvidedIpv6CidrBlock: true });
    this.egressOnlyGatewayId = new CfnEgressOnlyInternetGateway(this, 'EgressOnlyGateway', { vpcId: vpc.ref }).attrId;
  }

  subnetBlock(index: number): string {
    return Fn.select(index, Fn.cidr(Fn.select(0, this.vpc.attrIpv6CidrBlocks), 256, '64'));
  }
}

/**
 * How the in-cluster cloud provider tells subnets apart. A subnet without any `kubernetes.io/cluster/` tag is a
 * candidate for every load balancer, and from OpenShift 4.19 on one that is not the cluster's fails the installation:
 * bystanders must say so (kubernetes/cloud-provider-aws, findELBSubnets; openshift/installer#9599).
 */
const roleTags: Readonly<Record<SubnetTier, CfnTag>> = {
  public: { key: 'kubernetes.io/role/elb', value: '1' },
  private: { key: 'kubernetes.io/role/internal-elb', value: '1' },
  hosts: { key: 'kubernetes.io/cluster/unmanaged', value: 'true' },
};
