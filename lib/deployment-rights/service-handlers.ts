/** Permissions of handlers as in `machine-handlers.ts`, from the same source, for roles, names and all other types. */
export const serviceHandlers = {
  'AWS::ApplicationAutoScaling::ScalableTarget': {
    'application-autoscaling': `
      DeleteScheduledAction DeregisterScalableTarget DescribeScalableTargets DescribeScheduledActions
      PutScheduledAction RegisterScalableTarget`,
    cloudwatch: 'DeleteAlarms DescribeAlarms PutMetricAlarm',
    iam: 'CreateServiceLinkedRole PassRole',
    lambda: 'DeleteProvisionedConcurrencyConfig GetProvisionedConcurrencyConfig PutProvisionedConcurrencyConfig',
  },
  'AWS::ApplicationAutoScaling::ScalingPolicy': {
    'application-autoscaling': 'DeleteScalingPolicy DescribeScalingPolicies PutScalingPolicy',
    cloudwatch: 'GetMetricData',
  },
  // Its schema names no permissions. Source: the service authorization reference, "AWS Budget Service".
  'AWS::Budgets::Budget': {
    budgets: 'ListTagsForResource ModifyBudget TagResource UntagResource ViewBudget',
  },
  'AWS::CertificateManager::Certificate': {
    acm: `
      AddTagsToCertificate DeleteCertificate DescribeCertificate ListTagsForCertificate
      RemoveTagsFromCertificate RequestCertificate UpdateCertificateOptions`,
    'acm-pca': 'GetCertificate IssueCertificate',
    route53: 'ChangeResourceRecordSets',
  },
  'AWS::CloudFront::Distribution': {
    cloudfront: `
      CreateConnectionGroup CreateDistribution CreateDistributionWithTags DeleteDistribution
      GetConnectionGroup GetDistribution GetDistributionConfig GetVpcOrigin ListTagsForResource TagResource
      UntagResource UpdateDistribution UpdateDistributionWithStagingConfig`,
  },
  'AWS::CloudFront::Function': {
    cloudfront: `
      CreateFunction DeleteFunction DescribeFunction GetFunction ListTagsForResource PublishFunction
      TagResource UntagResource UpdateFunction`,
  },
  'AWS::CloudWatch::Alarm': {
    cloudwatch: 'DeleteAlarms DescribeAlarms ListTagsForResource PutMetricAlarm TagResource UntagResource',
  },
  'AWS::CloudWatch::Dashboard': {
    cloudwatch: 'DeleteDashboards GetDashboard ListTagsForResource PutDashboard TagResource UntagResource',
  },
  'AWS::ECS::Cluster': {
    ecs: `
      CreateCluster DeleteCluster DescribeClusters ListTagsForResource PutAccountSetting
      PutAccountSettingDefault PutClusterCapacityProviders TagResource UntagResource UpdateCluster
      UpdateClusterSettings`,
    iam: 'CreateServiceLinkedRole',
    kms: 'DescribeKey',
  },
  'AWS::ECS::Service': {
    ecs: `
      CreateService DeleteService DescribeServiceDeployments DescribeServices ListServiceDeployments
      ListTagsForResource StopServiceDeployment TagResource UntagResource UpdateService`,
    iam: 'PassRole',
  },
  'AWS::ECS::TaskDefinition': {
    ecs: `
      DeregisterTaskDefinition DescribeTaskDefinition ListTagsForResource RegisterTaskDefinition TagResource
      UntagResource`,
    iam: 'GetRole PassRole',
  },
  'AWS::Events::Rule': {
    events: `
      DeleteRule DescribeRule ListTagsForResource ListTargetsByRule PutRule PutTargets RemoveTargets
      TagResource UntagResource`,
    iam: 'PassRole',
  },
  'AWS::IAM::InstanceProfile': {
    iam: `
      AddRoleToInstanceProfile CreateInstanceProfile DeleteInstanceProfile GetInstanceProfile PassRole
      RemoveRoleFromInstanceProfile`,
  },
  'AWS::IAM::ManagedPolicy': {
    iam: `
      AttachGroupPolicy AttachRolePolicy AttachUserPolicy CreatePolicy CreatePolicyVersion DeletePolicy
      DeletePolicyVersion DetachGroupPolicy DetachRolePolicy DetachUserPolicy GetPolicy GetPolicyVersion
      ListEntitiesForPolicy ListPolicyVersions`,
  },
  'AWS::IAM::OIDCProvider': {
    iam: `
      AddClientIDToOpenIDConnectProvider CreateOpenIDConnectProvider DeleteOpenIDConnectProvider
      GetOpenIDConnectProvider ListOpenIDConnectProviderTags RemoveClientIDFromOpenIDConnectProvider
      TagOpenIDConnectProvider UntagOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint`,
  },
  'AWS::IAM::Policy': {
    iam: `
      DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy GetGroupPolicy GetRolePolicy GetUserPolicy
      PutGroupPolicy PutRolePolicy PutUserPolicy`,
  },
  'AWS::IAM::Role': {
    iam: `
      AttachRolePolicy CreateRole DeleteRole DeleteRolePermissionsBoundary DeleteRolePolicy DetachRolePolicy
      GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies PutRolePermissionsBoundary
      PutRolePolicy TagRole UntagRole UpdateAssumeRolePolicy UpdateRole UpdateRoleDescription`,
  },
  'AWS::Lambda::Function': {
    ec2: 'DescribeNetworkInterfaces DescribeSecurityGroups DescribeSubnets DescribeVpcs',
    elasticfilesystem: 'DescribeMountTargets',
    iam: 'PassRole',
    kms: 'CreateGrant Decrypt DescribeKey Encrypt GenerateDataKey',
    lambda: `
      CreateFunction DeleteFunction DeleteFunctionCodeSigningConfig DeleteFunctionConcurrency
      GetCodeSigningConfig GetFunction GetFunctionCodeSigningConfig GetFunctionRecursionConfig
      GetFunctionScalingConfig GetLayerVersion GetRuntimeManagementConfig PassCapacityProvider
      PublishVersion PutFunctionCodeSigningConfig PutFunctionConcurrency PutFunctionRecursionConfig
      PutFunctionScalingConfig PutRuntimeManagementConfig TagResource UntagResource UpdateFunctionCode
      UpdateFunctionConfiguration`,
    s3: 'GetObject GetObjectVersion',
    s3files: 'ListMountTargets',
  },
  'AWS::Logs::LogGroup': {
    firehose: 'TagDeliveryStream',
    logs: `
      AssociateKmsKey CreateLogDelivery CreateLogGroup DeleteDataProtectionPolicy DeleteIndexPolicy
      DeleteLogGroup DeleteResourcePolicy DeleteRetentionPolicy DescribeIndexPolicies DescribeLogGroups
      DescribeResourcePolicies DisassociateKmsKey GetDataProtectionPolicy ListTagsForResource
      PutBearerTokenAuthentication PutDataProtectionPolicy PutIndexPolicy PutLogGroupDeletionProtection
      PutResourcePolicy PutRetentionPolicy TagResource UntagResource`,
    s3: 'REST.PUT.OBJECT',
  },
  'AWS::SSM::Document': {
    iam: 'PassRole',
    s3: 'GetObject',
    ssm: `
      AddTagsToResource CreateDocument DeleteDocument GetDocument ListTagsForResource RemoveTagsFromResource
      UpdateDocument UpdateDocumentDefaultVersion`,
  },
  'AWS::Route53::DNSSEC': {
    kms: 'CreateGrant DescribeKey GetPublicKey Sign',
    route53: 'DisableHostedZoneDNSSEC EnableHostedZoneDNSSEC GetDNSSEC',
  },
  'AWS::Route53::HealthCheck': {
    cloudwatch: 'DescribeAlarms',
    route53: `
      ChangeTagsForResource CreateHealthCheck DeleteHealthCheck GetHealthCheck ListTagsForResource
      UpdateHealthCheck`,
    'route53-recovery-control-config': 'DescribeRoutingControl',
  },
  'AWS::Route53::HostedZone': {
    ec2: 'DescribeVpcs',
    route53: `
      AssociateVPCWithHostedZone ChangeTagsForResource CreateHostedZone CreateQueryLoggingConfig
      DeleteHostedZone DeleteQueryLoggingConfig DisassociateVPCFromHostedZone GetChange GetHostedZone
      ListQueryLoggingConfigs ListTagsForResource UpdateHostedZoneComment UpdateHostedZoneFeatures`,
  },
  'AWS::Route53::KeySigningKey': {
    kms: 'CreateGrant DescribeKey GetPublicKey Sign',
    route53: 'ActivateKeySigningKey CreateKeySigningKey DeactivateKeySigningKey DeleteKeySigningKey GetDNSSEC',
  },
  // Its schema names no permissions. Source: the service authorization reference, "Amazon Route 53".
  'AWS::Route53::RecordSet': {
    route53: 'ChangeResourceRecordSets GetChange GetHostedZone ListResourceRecordSets',
  },
  // Source of the five of Route 53 Resolver: the service authorization reference, "Amazon Route 53 Resolver", and what its endpoints do in EC2.
  'AWS::Route53Resolver::ResolverEndpoint': {
    ec2: `
      CreateNetworkInterface DeleteNetworkInterface DescribeAvailabilityZones DescribeNetworkInterfaces
      DescribeSecurityGroups DescribeSubnets DescribeVpcs ModifyNetworkInterfaceAttribute`,
    route53resolver: `
      AssociateResolverEndpointIpAddress CreateResolverEndpoint DeleteResolverEndpoint
      DisassociateResolverEndpointIpAddress GetResolverEndpoint ListResolverEndpointIpAddresses
      ListResolverEndpoints ListTagsForResource TagResource UntagResource UpdateResolverEndpoint`,
  },
  'AWS::Route53Resolver::ResolverQueryLoggingConfig': {
    iam: 'CreateServiceLinkedRole',
    logs: 'CreateLogDelivery DeleteLogDelivery GetLogDelivery ListLogDeliveries UpdateLogDelivery',
    route53resolver: `
      CreateResolverQueryLogConfig DeleteResolverQueryLogConfig GetResolverQueryLogConfig
      ListResolverQueryLogConfigs ListTagsForResource TagResource UntagResource`,
    s3: 'GetBucketPolicy ListBucket PutBucketPolicy',
  },
  'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation': {
    ec2: 'DescribeVpcs',
    route53resolver: `
      AssociateResolverQueryLogConfig DisassociateResolverQueryLogConfig GetResolverQueryLogConfigAssociation
      ListResolverQueryLogConfigAssociations`,
  },
  'AWS::Route53Resolver::ResolverRule': {
    route53resolver: `
      CreateResolverRule DeleteResolverRule GetResolverRule ListResolverRules ListTagsForResource TagResource
      UntagResource UpdateResolverRule`,
  },
  'AWS::Route53Resolver::ResolverRuleAssociation': {
    ec2: 'DescribeVpcs',
    route53resolver: `
      AssociateResolverRule DisassociateResolverRule GetResolverRuleAssociation ListResolverRuleAssociations`,
  },
  'AWS::SNS::Subscription': {
    iam: 'GetRole PassRole',
    sns: 'GetSubscriptionAttributes SetSubscriptionAttributes Subscribe Unsubscribe',
  },
  'AWS::SNS::Topic': {
    iam: 'GetRole PassRole',
    sns: `
      CreateTopic DeleteTopic GetDataProtectionPolicy GetTopicAttributes ListSubscriptionsByTopic
      ListTagsForResource PutDataProtectionPolicy SetTopicAttributes Subscribe TagResource Unsubscribe
      UntagResource`,
  },
  'AWS::SNS::TopicPolicy': {
    sns: 'SetTopicAttributes',
  },
  'AWS::SSM::Parameter': {
    ssm: `
      AddTagsToResource DeleteParameter DescribeParameters GetParameters PutParameter RemoveTagsFromResource`,
  },
  'AWS::Shield::Protection': {
    ec2: 'DescribeAddresses',
    elasticloadbalancing: 'DescribeLoadBalancers',
    route53: 'GetHostedZone',
    shield: `
      CreateProtection DeleteProtection DescribeProtection ListProtections ListTagsForResource TagResource
      UntagResource`,
  },
  'AWS::WAFv2::IPSet': {
    wafv2: 'CreateIPSet DeleteIPSet GetIPSet ListTagsForResource TagResource UntagResource UpdateIPSet',
  },
  'AWS::WAFv2::LoggingConfiguration': {
    firehose: 'ListDeliveryStreams',
    iam: 'CreateServiceLinkedRole DescribeOrganization',
    logs: 'CreateLogDelivery DeleteLogDelivery DescribeLogGroups DescribeResourcePolicies PutResourcePolicy',
    s3: 'GetBucketPolicy PutBucketPolicy',
    wafv2: 'DeleteLoggingConfiguration GetLoggingConfiguration PutLoggingConfiguration',
  },
  'AWS::WAFv2::WebACL': {
    wafv2: 'CreateWebACL DeleteWebACL GetWebACL ListTagsForResource TagResource UntagResource UpdateWebACL',
  },
  'AWS::WAFv2::WebACLAssociation': {
    amplify: 'AssociateWebACL DisassociateWebACL GetWebACLForResource',
    apigateway: 'SetWebACL',
    apprunner: 'AssociateWebAcl DescribeWebAclForService DisassociateWebAcl',
    appsync: 'AssociateWebACL DisassociateWebACL GetWebACLForResource SetWebACL',
    'bedrock-agentcore': 'GatewayAssociateWebACL GatewayDisassociateWebACL GatewayGetWebACLForResource',
    'cognito-idp': 'AssociateWebACL DisassociateWebACL GetWebACLForResource',
    ec2: `
      AssociateVerifiedAccessInstanceWebAcl DescribeVerifiedAccessInstanceWebAclAssociations
      DisassociateVerifiedAccessInstanceWebAcl GetVerifiedAccessInstanceWebAcl`,
    elasticloadbalancing: 'CreateWebACLAssociation DeleteWebACLAssociation GetLoadBalancerWebACL SetWebACL',
    wafv2: `
      AssociateWebACL DisassociateWebACL GetPermissionPolicy GetWebACL GetWebACLForResource
      PutPermissionPolicy`,
  },
} as const;
