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
import { planSubnets, type PlannedSubnet, type SubnetTier } from '../../model/formats/subnet-plan';
import { acknowledgeRules } from '../acknowledge-rules';
import { pascalCase } from '../../model/formats/pascal-case';
import { groupRulesMetadata } from './group-rules-metadata';
import { NatGateways, type NatPlacement } from './nat-gateways';
import { originCallersMetadata, type OriginCallers } from './origin-callers';

export interface ClusterNetworkProps {
  /** Prefix of the `Name` tags. */
  readonly name: string;
  /** IPv4 block, /16 to /20. */
  readonly block: string;
  readonly zones: readonly string[];
  readonly addressFamily: 'ipv4' | 'dual-stack';
  readonly nat: NatPlacement;
  /**
   * Quota of the account: rules that a security group may have in each direction. Only recorded in the template, for
   * `commons verify`.
   */
  readonly securityGroupRules: number;
  /**
   * Who may call what is in front of this network. Only recorded in the template, for `commons verify`.
   * @default nobody is kept out, because there is no CDN
   */
  readonly originCallers?: OriginCallers;
  /**
   * Infra id of the cluster on this network (the name that the installer gives it). Public and private subnets get the
   * tag `kubernetes.io/cluster/<infra id>`.
   * @default no such tag, before the cluster is installed
   */
  readonly infraId?: string;
  /**
   * Id of the pool that the addresses of NAT gateways are from.
   * @default addresses of AWS
   */
  readonly natAddressPool?: string;
  /** Tiers of subnets besides public and private. */
  readonly additionalTiers: readonly Exclude<SubnetTier, 'private' | 'public'>[];
}

/**
 * The VPC of an OpenShift cluster: a subnet for each zone and tier, tagged for the load balancers of the in-cluster
 * cloud provider, with routes to the internet. The VPC has no `Name` tag, which OpenShift's documentation asks to leave
 * free (openshift/openshift-docs, modules/installation-custom-aws-vpc.adoc).
 *
 * @example
 * const network = new ClusterNetwork(this, 'Network', {
 *   name: 'commons',
 *   block: '10.0.0.0/16',
 *   zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
 *   addressFamily: 'dual-stack',
 *   nat: 'per-zone',
 *   securityGroupRules: 100,
 *   additionalTiers: [],
 * });
 * const subnetIds = [...network.subnetIdsOf('private').values()];
 */
export class ClusterNetwork extends Construct {
  readonly vpcId: string;
  /** Id of the default security group, which AWS makes with the VPC. */
  readonly defaultSecurityGroupId: string;
  /** Id of each route table: of `public`, first, and of the private subnets by their zone. */
  readonly routeTableIds: ReadonlyMap<string, string>;
  /** IPv6 block that Amazon gives the VPC; undefined without IPv6. */
  readonly ipv6Block?: string;
  /** IPv4 addresses of the NAT gateways, from which machines in private subnets reach the internet. */
  readonly natAddresses: readonly string[];
  /** Allocation id of each of these addresses by the zone of its gateway. */
  readonly natAllocations: ReadonlyMap<string, string>;
  /** Id of each NAT gateway by its zone. */
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
    if (props.originCallers !== undefined) vpc.addMetadata(originCallersMetadata, props.originCallers);
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
      addressPool: props.natAddressPool,
      publicSubnets: this.subnetsOf('public'),
    });
    const zoneTables = zones.map(
      (zone) => [zone, this.addPrivateRoutes(vpc, name, zone, nat.gatewayOf(zone), ipv6)] as const,
    );

    this.vpcId = vpc.ref;
    this.defaultSecurityGroupId = vpc.attrDefaultSecurityGroup;
    this.ipv6Block = ipv6?.block;
    this.natAddresses = nat.addresses;
    this.natAllocations = nat.allocations;
    this.natGatewayIds = nat.ids;
    this.routeTableIds = new Map([['public', publicTable] as const, ...zoneTables].map(([of, { ref }]) => [of, ref]));
  }

  /** Returns the ids of a tier's subnets by zone; an empty map for a tier that the network does not have. */
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
        ...(infraId === undefined || isUnmanaged(tier)
          ? []
          : [{ key: `kubernetes.io/cluster/${infraId}`, value: 'shared' }]),
      ],
      ...(ipv6 && {
        ipv6CidrBlock: ipv6.subnetBlock(ipv6Index),
        // Nodes stay on IPv4: OpenShift on AWS has no dual-stack cluster network.
        assignIpv6AddressOnCreation: isUnmanaged(tier),
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
    const inner = [...this.subnetsOf('private'), ...this.subnetsOf('hosts'), ...this.subnetsOf('directory')];
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

/**
 * An IPv6 /56 block from Amazon, and an egress-only internet gateway: private machines open connections over IPv6, and
 * nobody reaches them from the internet.
 */
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
    return Fn.select(index, Fn.cidr(this.block, 256, '64'));
  }

  /** The block itself. */
  get block(): string {
    return Fn.select(0, this.vpc.attrIpv6CidrBlocks);
  }
}

/**
 * Tags by which the in-cluster cloud provider chooses subnets. It may use a subnet without any `kubernetes.io/cluster/`
 * tag for every load balancer. From OpenShift 4.19 on such a subnet that is not the cluster's makes the installation
 * fail, so it needs the tag `unmanaged` (kubernetes/cloud-provider-aws, findELBSubnets; openshift/installer#9599).
 */
const roleTags: Readonly<Record<SubnetTier, CfnTag>> = {
  public: { key: 'kubernetes.io/role/elb', value: '1' },
  private: { key: 'kubernetes.io/role/internal-elb', value: '1' },
  hosts: { key: 'kubernetes.io/cluster/unmanaged', value: 'true' },
  directory: { key: 'kubernetes.io/cluster/unmanaged', value: 'true' },
};

/** Whether the subnets of a tier are none of the cluster's. */
const isUnmanaged = (tier: SubnetTier): boolean => tier === 'hosts' || tier === 'directory';
