import { Fn } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { ClusterNetwork, type ClusterNetworkProps } from '../../constructs/network/cluster-network';
import { EmergencyDenyList, type EmergencyDenySlot } from '../../constructs/network/emergency-deny-list';
import { FlowLogs } from '../../constructs/network/flow-logs';
import { LockedDefaultSecurityGroup } from '../../constructs/network/locked-default-security-group';
import { ServiceEndpoints } from '../../constructs/network/service-endpoints';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface NetworkStackProps extends PlatformStackProps {
  readonly network: Pick<
    ClusterNetworkProps,
    'block' | 'addressFamily' | 'nat' | 'additionalTiers' | 'securityGroupRules' | 'originCallers' | 'natAddressPool'
  >;
  /**
   * Infra id of the cluster: the name that the installer gives it. It tags public and private subnets.
   * @default no such tag, before the cluster is installed
   */
  readonly infraId?: string;
  /** AWS services with an interface endpoint, by the last part of the endpoint's name. */
  readonly interfaceEndpoints: readonly string[];
  readonly flowLogs: { readonly bucketName: string; readonly keepDays: number };
  /** Network ACL of the public subnets: its `Name` tag, and all places of the emergency deny list, free ones too. */
  readonly denyList: { readonly name: string; readonly slots: readonly EmergencyDenySlot[] };
}

/** The VPC of the environment: changes seldom, and most other stacks use it. */
export class NetworkStack extends PlatformStack {
  readonly vpcId: string;
  /** Subnet ids by zone. */
  readonly publicSubnetIds: ReadonlyMap<string, string>;
  readonly privateSubnetIds: ReadonlyMap<string, string>;
  /** Ids of the subnets for machines outside the cluster, by zone; empty when the network has none. */
  readonly hostsSubnetIds: ReadonlyMap<string, string>;
  /** Ids of the subnets for the replicas of the directory, by zone; empty when the network has none. */
  readonly directorySubnetIds: ReadonlyMap<string, string>;
  /** Id of each NAT gateway by its zone. */
  readonly natGatewayIds: ReadonlyMap<string, string>;
  /** IPv4 addresses from which machines in private subnets reach the internet. */
  readonly natAddresses: readonly string[];
  /** IPv6 block that Amazon gives the VPC; undefined without IPv6. */
  readonly ipv6Block?: string;
  /** Id of each route table: of `public`, first, and of the private subnets by their zone. */
  readonly routeTableIds: ReadonlyMap<string, string>;
  /** Allocation id of each of these addresses by the zone of its gateway. */
  readonly natAllocations: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, props: NetworkStackProps) {
    super(scope, id, props, { description: 'Virtual private cloud of the environment', terminationProtection: true });
    const { environment: name, zones, infraId } = props;
    const { addressFamily, block } = props.network;

    const network = new ClusterNetwork(this, 'Network', { name, zones, infraId, ...props.network });
    const { vpcId } = network;
    new LockedDefaultSecurityGroup(this, 'DefaultSecurityGroup', {
      groupId: network.defaultSecurityGroupId,
      addressFamily,
    });
    new ServiceEndpoints(this, 'Endpoints', {
      vpcId,
      vpcBlock: block,
      routeTableIds: [...network.routeTableIds.values()],
      subnetIds: [...network.subnetIdsOf('private').values()],
      interfaceServices: props.interfaceEndpoints,
    });
    new FlowLogs(this, 'FlowLogs', { vpcId, ...props.flowLogs });
    new EmergencyDenyList(this, 'EmergencyDenyList', {
      vpcId,
      subnetIds: network.subnetIdsOf('public'),
      addressFamily,
      ...props.denyList,
    });

    this.publish('NatAddresses', Fn.join(',', [...network.natAddresses]), 'addresses from which the cluster calls out');
    this.vpcId = vpcId;
    this.publicSubnetIds = network.subnetIdsOf('public');
    this.privateSubnetIds = network.subnetIdsOf('private');
    this.hostsSubnetIds = network.subnetIdsOf('hosts');
    this.directorySubnetIds = network.subnetIdsOf('directory');
    this.natGatewayIds = network.natGatewayIds;
    this.natAddresses = network.natAddresses;
    this.ipv6Block = network.ipv6Block;
    this.routeTableIds = network.routeTableIds;
    this.natAllocations = network.natAllocations;
  }
}
