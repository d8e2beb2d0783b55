/**
 * Actions with which CloudFormation, as its execution role, creates, reads, updates and deletes a resource, by type:
 * the permissions of the type's handlers, unchanged. The table has the types that the stacks here use.
 * Source: the resource schemas of CloudFormation, `handlers.*.permissions`, as pulumi/pulumi-aws-native:
 * aws-cloudformation-schema had them on 7 August 2026 (commit 43eed3b017fff3b41e0ceeae37ee943afce53275).
 */
export const machineHandlers = {
  'AWS::AutoScaling::AutoScalingGroup': {
    autoscaling: `
      AttachLoadBalancerTargetGroups AttachLoadBalancers AttachTrafficSources CancelInstanceRefresh
      CreateAutoScalingGroup CreateOrUpdateTags DeleteAutoScalingGroup DeleteLifecycleHook
      DeleteNotificationConfiguration DeleteTags Describe* DetachLoadBalancerTargetGroups
      DetachLoadBalancers DetachTrafficSources DisableMetricsCollection EnableMetricsCollection
      PutLifecycleHook PutNotificationConfiguration StartInstanceRefresh UpdateAutoScalingGroup`,
    cloudwatch: 'PutMetricAlarm',
    ec2: 'Describe* Get* RunInstances',
    elasticloadbalancing: 'Describe*',
    iam: 'CreateServiceLinkedRole PassRole',
    'managed-fleets': `
      CreateAutoScalingGroup DeleteAutoScalingGroup DeregisterAutoScalingGroup Get* RegisterAutoScalingGroup
      UpdateAutoScalingGroup`,
    ssm: 'Get*',
    'vpc-lattice': 'DeregisterTargets GetTargetGroup ListTargets RegisterTargets',
  },
  'AWS::AutoScaling::LifecycleHook': {
    autoscaling: 'DeleteLifecycleHook DescribeLifecycleHooks PutLifecycleHook',
    iam: 'PassRole',
  },
  'AWS::EC2::EIP': {
    ec2: `
      AcceptAddressTransfer AllocateAddress AssociateAddress CreateTags DeleteTags DescribeAddresses
      DisassociateAddress ReleaseAddress`,
  },
  'AWS::EC2::EIPAssociation': {
    ec2: 'AssociateAddress DescribeAddresses DisassociateAddress',
  },
  'AWS::EC2::EgressOnlyInternetGateway': {
    ec2: `
      CreateEgressOnlyInternetGateway CreateTags DeleteEgressOnlyInternetGateway DeleteTags
      DescribeEgressOnlyInternetGateways DescribeTags DescribeVpcs`,
  },
  'AWS::EC2::FlowLog': {
    autoscaling: 'DescribeTags',
    ec2: 'CreateFlowLogs CreateTags DeleteFlowLogs DeleteTags DescribeFlowLogs DescribeTags',
    iam: 'CreateServiceLinkedRole PassRole',
    logs: 'CreateLogDelivery DeleteLogDelivery',
    s3: 'GetBucketPolicy PutBucketPolicy',
  },
  'AWS::EC2::Instance': {
    ec2: `
      AssociateIamInstanceProfile AttachVolume CreateTags DeleteTags DescribeIamInstanceProfileAssociations
      DescribeInstanceAttribute DescribeInstanceCreditSpecifications DescribeInstances DescribeKeyPairs
      DescribeLaunchTemplateVersions DescribeLaunchTemplates DescribeNetworkInterfaces
      DescribeSecurityGroups DescribeSubnets DescribeVolumes DescribeVpcs DetachVolume
      DisassociateIamInstanceProfile ModifyInstanceAttribute ModifyInstanceCreditSpecification
      ModifyInstanceMaintenanceOptions ModifyInstanceMetadataOptions ModifyInstancePlacement
      ModifyPrivateDnsNameOptions MonitorInstances ReplaceIamInstanceProfileAssociation RunInstances
      StartInstances StopInstances TerminateInstances UnmonitorInstances`,
    iam: 'PassRole',
    ssm: 'CreateAssociation DeleteAssociation DescribeAssociation ListAssociations',
  },
  'AWS::EC2::InstanceConnectEndpoint': {
    ec2: `
      CreateInstanceConnectEndpoint CreateNetworkInterface CreateTags DeleteInstanceConnectEndpoint
      DeleteTags DescribeInstanceConnectEndpoints`,
    iam: 'CreateServiceLinkedRole',
  },
  'AWS::EC2::InternetGateway': {
    ec2: 'CreateInternetGateway CreateTags DeleteInternetGateway DeleteTags DescribeInternetGateways',
  },
  'AWS::EC2::LaunchTemplate': {
    ec2: `
      CreateLaunchTemplate CreateLaunchTemplateVersion CreateTags DeleteLaunchTemplate DeleteTags
      DescribeLaunchTemplates`,
  },
  'AWS::EC2::NatGateway': {
    ec2: `
      AssignPrivateNatGatewayAddress AssociateNatGatewayAddress CreateNatGateway CreateTags DeleteNatGateway
      DeleteTags DescribeNatGateways DisassociateNatGatewayAddress UnassignPrivateNatGatewayAddress`,
  },
  'AWS::EC2::NetworkAcl': {
    ec2: 'CreateNetworkAcl CreateTags DeleteNetworkAcl DeleteTags DescribeNetworkAcls DescribeTags',
  },
  'AWS::EC2::NetworkAclEntry': {
    ec2: 'CreateNetworkAclEntry DeleteNetworkAclEntry DescribeNetworkAcls ReplaceNetworkAclEntry',
  },
  'AWS::EC2::NetworkInterface': {
    ec2: `
      AssignIpv6Addresses AssignPrivateIpAddresses CreateNetworkInterface CreateTags DeleteNetworkInterface
      DeleteTags DescribeNetworkInterfaces ModifyNetworkInterfaceAttribute ModifyPublicIpDnsNameOptions
      UnassignIpv6Addresses UnassignPrivateIpAddresses`,
  },
  'AWS::EC2::PrefixList': {
    ec2: `
      CreateManagedPrefixList CreateTags DeleteManagedPrefixList DeleteTags DescribeManagedPrefixLists
      GetManagedPrefixListEntries ModifyManagedPrefixList`,
  },
  'AWS::EC2::Route': {
    ec2: 'CreateRoute DeleteRoute DescribeNetworkInterfaces DescribeRouteTables ReplaceRoute',
  },
  'AWS::EC2::RouteTable': {
    ec2: 'CreateRouteTable CreateTags DeleteRouteTable DeleteTags DescribeRouteTables',
  },
  'AWS::EC2::SecurityGroup': {
    ec2: `
      AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CreateSecurityGroup CreateTags
      DeleteSecurityGroup DeleteTags DescribeInstances DescribeSecurityGroups RevokeSecurityGroupEgress
      RevokeSecurityGroupIngress UpdateSecurityGroupRuleDescriptionsEgress
      UpdateSecurityGroupRuleDescriptionsIngress`,
  },
  'AWS::EC2::SecurityGroupEgress': {
    ec2: `
      AuthorizeSecurityGroupEgress DescribeSecurityGroupRules RevokeSecurityGroupEgress
      UpdateSecurityGroupRuleDescriptionsEgress`,
  },
  'AWS::EC2::SecurityGroupIngress': {
    ec2: `
      AuthorizeSecurityGroupIngress DescribeSecurityGroupRules DescribeSecurityGroups
      RevokeSecurityGroupIngress UpdateSecurityGroupRuleDescriptionsIngress`,
  },
  'AWS::EC2::Subnet': {
    ec2: `
      AssociateSubnetCidrBlock CreateSubnet CreateTags DeleteSubnet DeleteTags DescribeNetworkAcls
      DescribeSubnets DisassociateSubnetCidrBlock ModifySubnetAttribute`,
  },
  'AWS::EC2::SubnetNetworkAclAssociation': {
    ec2: 'DescribeNetworkAcls ReplaceNetworkAclAssociation',
  },
  'AWS::EC2::SubnetRouteTableAssociation': {
    ec2: `
      AssociateRouteTable DescribeRouteTables DescribeSubnets DisassociateRouteTable
      ReplaceRouteTableAssociation`,
  },
  'AWS::EC2::VPC': {
    ec2: `
      CreateTags CreateVpc CreateVpcEncryptionControl DeleteTags DeleteVpc DescribeNetworkAcls
      DescribeSecurityGroups DescribeVpcAttribute DescribeVpcEncryptionControls DescribeVpcs
      ModifyVpcAttribute ModifyVpcTenancy`,
  },
  'AWS::EC2::VPCCidrBlock': {
    ec2: 'AllocateIpamPoolCidr AssociateVpcCidrBlock DescribeVpcs DisassociateVpcCidrBlock',
  },
  'AWS::EC2::VPCEndpoint': {
    ec2: `
      CreateTags CreateVpcEndpoint DeleteTags DeleteVpcEndpoints DescribeSecurityGroups DescribeSubnets
      DescribeVpcEndpoints DescribeVpcs ModifyVpcEndpoint`,
    'vpc-lattice': 'CreateServiceNetworkVpcEndpointAssociation DescribeServiceNetworkVpcEndpointAssociation',
    vpce: 'AllowMultiRegion',
  },
  'AWS::EC2::VPCGatewayAttachment': {
    ec2: `
      AttachInternetGateway AttachVpnGateway DescribeInternetGateways DescribeVpnGateways
      DetachInternetGateway DetachVpnGateway`,
  },
  'AWS::EC2::Volume': {
    ec2: `
      CopyVolumes CreateSnapshot CreateTags CreateVolume DeleteTags DeleteVolume DescribeSnapshots
      DescribeTags DescribeVolumeAttribute DescribeVolumes DescribeVolumesModifications ModifyVolume
      ModifyVolumeAttribute`,
    kms: 'CreateGrant GenerateDataKeyWithoutPlaintext ReEncryptFrom ReEncryptTo',
  },
  'AWS::ElasticLoadBalancingV2::Listener': {
    'cognito-idp': 'DescribeUserPoolClient',
    elasticloadbalancing: `
      AddTags CreateListener DeleteListener DescribeListenerAttributes DescribeListeners DescribeTags
      ModifyListener ModifyListenerAttributes RemoveTags`,
  },
  'AWS::ElasticLoadBalancingV2::ListenerRule': {
    'cognito-idp': 'DescribeUserPoolClient',
    elasticloadbalancing: `
      AddTags CreateRule DeleteRule DescribeRules DescribeTags ModifyRule RemoveTags SetRulePriorities`,
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    ec2: 'DescribeIpamPools',
    elasticloadbalancing: `
      AddTags CreateLoadBalancer DeleteLoadBalancer DescribeCapacityReservation
      DescribeLoadBalancerAttributes DescribeLoadBalancers DescribeTags ModifyCapacityReservation
      ModifyIpPools ModifyLoadBalancerAttributes RemoveTags SetIpAddressType SetSecurityGroups SetSubnets`,
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    elasticloadbalancing: `
      AddTags CreateTargetGroup DeleteTargetGroup DeregisterTargets DescribeTags
      DescribeTargetGroupAttributes DescribeTargetGroups DescribeTargetHealth ModifyTargetGroup
      ModifyTargetGroupAttributes RegisterTargets RemoveTags`,
  },
} as const;
