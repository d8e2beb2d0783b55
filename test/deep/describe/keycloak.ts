import { textOf } from '../support/template';
import { acm, ecs, rds, same, scaling, waf, type Attributes, type Descriptions } from './description';

const instance = (id: string, query: string) =>
  rds('describe_db_instances', { DBInstanceIdentifier: id }, `DBInstances[0].${query}`);

/** JMESPath for an object as a template has it, with capitals, from the API's names. */
const capitals = (...names: readonly string[]): string =>
  names.map((name) => `${name}: ${name.charAt(0).toLowerCase()}${name.slice(1)}`).join(', ');

const serviceQuery = (id: string, query: string) => {
  const [, cluster = ''] = id.split('/');
  return ecs('describe_services', { cluster, services: [id] }, `services[0].${query}`);
};

const scaled = (id: string) => {
  const [ResourceId = '', ScalableDimension = '', ServiceNamespace = ''] = id.split('|');
  return { ResourceId, ScalableDimension, ServiceNamespace };
};

const acl = (id: string, query: string) => {
  const [Name = '', Id = '', Scope = ''] = id.split('|');
  return waf('get_web_acl', { Name, Id, Scope }, `WebACL.${query}`);
};

/** What the services say that a Keycloak beside the cluster is made of. */
export const keycloakDescriptions: Descriptions = {
  'AWS::CertificateManager::Certificate': ({ id, properties: { DomainName } }) => [
    acm(
      'describe_certificate',
      { CertificateArn: id },
      `Certificate.{DomainName: DomainName, KeyAlgorithm: KeyAlgorithm,
        SubjectAlternativeNames: SubjectAlternativeNames[?@ != '${textOf(DomainName)}'],
        ValidationMethod: DomainValidationOptions[0].ValidationMethod}`,
    ),
  ],
  'AWS::RDS::DBInstance': ({ id }) => [
    instance(
      id,
      `{${same(
        'AllocatedStorage',
        'AutoMinorVersionUpgrade',
        'BackupRetentionPeriod',
        'CopyTagsToSnapshot',
        'DBInstanceClass',
        'DBInstanceIdentifier',
        'DBName',
        'DeletionProtection',
        'Engine',
        'EngineVersion',
        'KmsKeyId',
        'MasterUsername',
        'MaxAllocatedStorage',
        'MultiAZ',
        'PerformanceInsightsRetentionPeriod',
        'PreferredBackupWindow',
        'PreferredMaintenanceWindow',
        'PubliclyAccessible',
        'StorageEncrypted',
        'StorageType',
      )}, CACertificateIdentifier: CACertificateIdentifier, Port: Endpoint.Port, Tags: TagList,
        DBSubnetGroupName: DBSubnetGroup.DBSubnetGroupName,
        DBParameterGroupName: DBParameterGroups[0].DBParameterGroupName,
        EnableCloudwatchLogsExports: EnabledCloudwatchLogsExports,
        EnablePerformanceInsights: PerformanceInsightsEnabled, PerformanceInsightsKMSKeyId: PerformanceInsightsKMSKeyId,
        VPCSecurityGroups: VpcSecurityGroups[].VpcSecurityGroupId}`,
    ),
  ],
  'AWS::RDS::DBSubnetGroup': ({ id }) => [
    rds(
      'describe_db_subnet_groups',
      { DBSubnetGroupName: id },
      `DBSubnetGroups[0].{DBSubnetGroupDescription: DBSubnetGroupDescription, SubnetIds: Subnets[].SubnetIdentifier}`,
    ),
  ],
  'AWS::RDS::DBParameterGroup': ({ id, properties: { Parameters } }) => [
    rds(
      'describe_db_parameter_groups',
      { DBParameterGroupName: id },
      'DBParameterGroups[0].{Family: DBParameterGroupFamily, Description: Description}',
    ),
    rds(
      'describe_db_parameters',
      { DBParameterGroupName: id },
      `{Parameters: {${Object.keys(Parameters ?? {})
        .map((name) => `"${name}": Parameters[?ParameterName == '${name}'] | [0].ParameterValue`)
        .join(', ')}}}`,
    ),
  ],
  'AWS::ECS::Cluster': ({ id }) => [
    ecs(
      'describe_clusters',
      { clusters: [id], include: ['SETTINGS'] },
      'clusters[0].{ClusterName: clusterName, ClusterSettings: settings[].{Name: name, Value: value}}',
    ),
  ],
  'AWS::ECS::TaskDefinition': ({ id }) => [
    ecs(
      'describe_task_definition',
      { taskDefinition: id },
      `taskDefinition.{${capitals('Cpu', 'Memory', 'Family', 'ExecutionRoleArn', 'NetworkMode', 'RequiresCompatibilities')},
        RuntimePlatform: runtimePlatform.{${capitals('CpuArchitecture', 'OperatingSystemFamily')}},
        ContainerDefinitions: containerDefinitions[].{
          ${capitals('Name', 'Image', 'Essential', 'EntryPoint', 'Command', 'StopTimeout')},
          Environment: environment[].{${capitals('Name', 'Value')}},
          Secrets: secrets[].{${capitals('Name', 'ValueFrom')}},
          PortMappings: portMappings[].{${capitals('ContainerPort')}},
          LinuxParameters: linuxParameters.{InitProcessEnabled: initProcessEnabled,
            Capabilities: {Drop: capabilities.drop}},
          LogConfiguration: logConfiguration.{${capitals('LogDriver', 'Options')}}}}`,
    ),
  ],
  'AWS::ECS::Service': ({ id }) => [
    serviceQuery(
      id,
      `{${capitals(
        'ServiceName',
        'TaskDefinition',
        'LaunchType',
        'PlatformVersion',
        'AvailabilityZoneRebalancing',
        'HealthCheckGracePeriodSeconds',
        'EnableExecuteCommand',
        'PropagateTags',
      )}, Cluster: '${textOf(id.split('/')[1])}',
        DeploymentConfiguration: deploymentConfiguration.{${capitals('MinimumHealthyPercent', 'MaximumPercent')},
          DeploymentCircuitBreaker: deploymentCircuitBreaker.{${capitals('Enable', 'Rollback')}}},
        NetworkConfiguration: {AwsvpcConfiguration: networkConfiguration.awsvpcConfiguration.{
          ${capitals('Subnets', 'SecurityGroups', 'AssignPublicIp')}}},
        LoadBalancers: loadBalancers[].{${capitals('ContainerName', 'ContainerPort', 'TargetGroupArn')}}}`,
    ),
  ],
  'AWS::ApplicationAutoScaling::ScalableTarget': ({ id }) => {
    const { ResourceId, ScalableDimension, ServiceNamespace } = scaled(id);
    return [
      scaling(
        'describe_scalable_targets',
        { ResourceIds: [ResourceId], ScalableDimension, ServiceNamespace },
        `ScalableTargets[0].{${same('ResourceId', 'ScalableDimension', 'ServiceNamespace', 'MinCapacity', 'MaxCapacity')}}`,
      ),
    ];
  },
  'AWS::ApplicationAutoScaling::ScalingPolicy': ({ properties: { PolicyName = '', ScalingTargetId } }) => [
    scaling(
      'describe_scaling_policies',
      { ...scaled(textOf(ScalingTargetId)), PolicyNames: [PolicyName] },
      `ScalingPolicies[0].{${same('PolicyName', 'PolicyType', 'TargetTrackingScalingPolicyConfiguration')},
        ScalingTargetId: join('|', [ResourceId, ScalableDimension, ServiceNamespace])}`,
    ),
  ],
  'AWS::WAFv2::WebACL': ({ id }) => [
    acl(id, `{${same('Name', 'DefaultAction', 'VisibilityConfig', 'Rules')}, Scope: '${id.split('|')[2] ?? ''}'}`),
  ],
  'AWS::WAFv2::WebACLAssociation': ({ properties: { ResourceArn = '' } }) => [
    waf(
      'get_web_acl_for_resource',
      { ResourceArn },
      `{WebACLArn: WebACL.ARN, ResourceArn: WebACL && '${textOf(ResourceArn)}'}`,
    ),
  ],
  'AWS::WAFv2::LoggingConfiguration': ({ id }) => [
    waf('get_logging_configuration', { ResourceArn: id }, 'LoggingConfiguration'),
  ],
};

export const keycloakAttributes: Attributes = {
  'AWS::RDS::DBInstance.Endpoint.Address': (id) => instance(id, 'Endpoint.Address'),
  'AWS::ECS::Service.Name': (id) => serviceQuery(id, 'serviceName'),
  'AWS::WAFv2::WebACL.Arn': (id) => acl(id, 'ARN'),
};
