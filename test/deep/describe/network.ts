import type { Json } from '../support/template';
import { ec2, filter, same, type Attributes, type Descriptions } from './description';

/** What EC2 says of networks. */
export const networkDescriptions: Descriptions = {
  'AWS::EC2::VPC': ({ id }) => [
    ec2('describe_vpcs', { VpcIds: [id] }, `Vpcs[0].{${same('CidrBlock', 'InstanceTenancy', 'Tags')}}`),
    ...['EnableDnsHostnames', 'EnableDnsSupport'].map((name) =>
      ec2(
        'describe_vpc_attribute',
        { VpcId: id, Attribute: `${name.charAt(0).toLowerCase()}${name.slice(1)}` },
        `{${name}: ${name}.Value}`,
      ),
    ),
  ],
  'AWS::EC2::Subnet': ({ id }) => [
    ec2(
      'describe_subnets',
      { SubnetIds: [id] },
      `Subnets[0].{${same('VpcId', 'CidrBlock', 'AvailabilityZone', 'MapPublicIpOnLaunch', 'Tags')},
        AssignIpv6AddressOnCreation: AssignIpv6AddressOnCreation,
        Ipv6CidrBlock: Ipv6CidrBlockAssociationSet[0].Ipv6CidrBlock}`,
    ),
  ],
  'AWS::EC2::InternetGateway': ({ id }) => [
    ec2('describe_internet_gateways', { InternetGatewayIds: [id] }, 'InternetGateways[0].{Tags: Tags}'),
  ],
  'AWS::EC2::VPCGatewayAttachment': ({ properties: { InternetGatewayId } }) => [
    ec2(
      'describe_internet_gateways',
      { InternetGatewayIds: [InternetGatewayId ?? ''] },
      'InternetGateways[0].{InternetGatewayId: InternetGatewayId, VpcId: Attachments[0].VpcId}',
    ),
  ],
  // The route to the VPC itself and those of gateway endpoints belong to no route resource, those to a machine to one of another stack.
  'AWS::EC2::RouteTable': ({ id }) => [
    ec2(
      'describe_route_tables',
      { RouteTableIds: [id] },
      `RouteTables[0].{VpcId: VpcId, Tags: Tags,
        Routes: Routes[?GatewayId != 'local' && !DestinationPrefixListId && !NetworkInterfaceId].{${same(
          'DestinationCidrBlock',
          'DestinationIpv6CidrBlock',
          'GatewayId',
          'NatGatewayId',
          'EgressOnlyInternetGatewayId',
        )}}}`,
    ),
  ],
  // Of a table that another stack has made; the others are in their tables.
  'AWS::EC2::Route': ({ properties: { RouteTableId = '', DestinationCidrBlock, DestinationIpv6CidrBlock } }) => [
    ec2('describe_route_tables', { RouteTableIds: [RouteTableId] }, 'RouteTables[0].{RouteTableId: RouteTableId}'),
    ec2(
      'describe_route_tables',
      { RouteTableIds: [RouteTableId] },
      `RouteTables[0].Routes[?DestinationCidrBlock == '${toText(DestinationCidrBlock)}' ||
        DestinationIpv6CidrBlock == '${toText(DestinationIpv6CidrBlock)}'] | [0].{${same(
          'DestinationCidrBlock',
          'DestinationIpv6CidrBlock',
          'NetworkInterfaceId',
        )}}`,
    ),
  ],
  'AWS::EC2::SubnetRouteTableAssociation': ({ properties: { SubnetId } }) => [
    ec2(
      'describe_route_tables',
      { Filters: filter('association.subnet-id', SubnetId) },
      'RouteTables[0].{RouteTableId: RouteTableId}',
    ),
    ec2('describe_subnets', { SubnetIds: [SubnetId ?? ''] }, 'Subnets[0].{SubnetId: SubnetId}'),
  ],
  'AWS::EC2::EIP': ({ id }) => [
    ec2('describe_addresses', { PublicIps: [id] }, 'Addresses[0].{Domain: Domain, Tags: Tags}'),
  ],
  'AWS::EC2::NatGateway': ({ id }) => [
    ec2(
      'describe_nat_gateways',
      { NatGatewayIds: [id] },
      'NatGateways[0].{SubnetId: SubnetId, AllocationId: NatGatewayAddresses[0].AllocationId, Tags: Tags}',
    ),
  ],
  'AWS::EC2::VPCEndpoint': ({ id }) => [
    ec2(
      'describe_vpc_endpoints',
      { VpcEndpointIds: [id] },
      `VpcEndpoints[0].{${same('VpcId', 'ServiceName', 'VpcEndpointType', 'RouteTableIds', 'SubnetIds')},
        PrivateDnsEnabled: PrivateDnsEnabled, SecurityGroupIds: Groups[].GroupId}`,
    ),
  ],
  'AWS::EC2::FlowLog': ({ id }) => [
    ec2(
      'describe_flow_logs',
      { FlowLogIds: [id] },
      `FlowLogs[0].{${same('ResourceId', 'TrafficType', 'LogDestination', 'LogDestinationType', 'DestinationOptions')}}`,
    ),
  ],
};

/** A block for JMESPath; for none, text that no block is. */
const toText = (block: Json | undefined): string => (typeof block === 'string' ? block : 'none');

/** What EC2 makes up for networks. */
export const networkAttributes: Attributes = {
  'AWS::EC2::VPC.DefaultSecurityGroup': (id) =>
    ec2(
      'describe_security_groups',
      { Filters: [{ Name: 'vpc-id', Values: [id] }] },
      `SecurityGroups[?GroupName == 'default'] | [0].GroupId`,
    ),
  'AWS::EC2::EIP.AllocationId': (id) => ec2('describe_addresses', { PublicIps: [id] }, 'Addresses[0].AllocationId'),
};
