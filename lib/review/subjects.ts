import { z } from 'zod';
import type { ObjectChange, ResourceChange } from './changes';
import { textAt } from './value-at';

/** What an object is called by people who do not know its kind. */
const objectWords: Readonly<Record<string, string>> = {
  'apps/Deployment': 'pods',
  'apps/StatefulSet': 'pods',
  'apps/DaemonSet': 'pods',
  'argoproj.io/Application': 'delivery of',
  'batch/CronJob': 'scheduled job',
  'batch/Job': 'job',
  'external-secrets.io/ExternalSecret': 'secrets',
  'machine.openshift.io/MachineSet': 'machines',
  'autoscaling.openshift.io/MachineAutoscaler': 'size of machine set',
  'monitoring.coreos.com/Probe': 'metrics of host',
  'monitoring.coreos.com/PrometheusRule': 'alerts',
  'networking.k8s.io/NetworkPolicy': 'network policy',
  'pgv2.percona.com/PerconaXtraDBCluster': 'database',
  'pxc.percona.com/PerconaXtraDBCluster': 'database',
  'postgres-operator.crunchydata.com/PostgresCluster': 'database',
  'postgresql.cnpg.io/Cluster': 'database',
  'postgresql.cnpg.io/Database': 'database',
  'postgresql.cnpg.io/Pooler': 'pooler',
  'rbac.authorization.k8s.io/ClusterRole': 'rights',
  'rbac.authorization.k8s.io/Role': 'rights',
  'rbac.authorization.k8s.io/ClusterRoleBinding': 'holders of rights',
  'rbac.authorization.k8s.io/RoleBinding': 'holders of rights',
  '/Namespace': 'namespace',
  '/PersistentVolumeClaim': 'volume',
};

/** Names an object in the words of whoever runs it, like `database conf/registration-db`. */
export function objectSubject({ kind, namespace, name, before, after }: ObjectChange): string {
  const place = namespace === '' || kind === 'argoproj.io/Application' ? name : `${namespace}/${name}`;
  if (kind === 'route.openshift.io/Route') {
    const host = textAt(after ?? before, ['spec', 'host']) ?? name;
    return `https://${host}${textAt(after ?? before, ['spec', 'path']) ?? ''}`;
  }
  return `${objectWords[kind] ?? kind.slice(kind.indexOf('/') + 1)} ${place}`;
}

/** Property of a resource that has its name, by CloudFormation type. */
const nameProperties: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupPlan': 'BackupPlan.BackupPlanName',
  'AWS::Backup::BackupVault': 'BackupVaultName',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::AutoScaling::AutoScalingGroup': 'AutoScalingGroupName',
  'AWS::EC2::Instance': 'LaunchTemplate.LaunchTemplateName',
  'AWS::EC2::LaunchTemplate': 'LaunchTemplateName',
  'AWS::EC2::SecurityGroup': 'GroupName',
  'AWS::ElastiCache::ReplicationGroup': 'ReplicationGroupId',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'Name',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::OIDCProvider': 'Url',
  'AWS::IAM::Role': 'RoleName',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::Route53::HostedZone': 'Name',
  'AWS::Route53::RecordSet': 'Name',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SSM::Document': 'Name',
  'AWS::SSM::Parameter': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::Shield::Protection': 'Name',
};

/** Words for CloudFormation types whose last part alone says too little. */
const typeWords: Readonly<Record<string, string>> = {
  'AWS::EC2::EIP': 'public address',
  'AWS::EC2::Instance': 'machine',
  'AWS::EC2::NetworkInterface': 'network interface',
  'AWS::EC2::VPCEndpoint': 'endpoint',
  'AWS::EC2::Volume': 'disk',
  'AWS::EFS::FileSystem': 'file system',
  'AWS::IAM::ManagedPolicy': 'policy',
  'AWS::IAM::OIDCProvider': 'identity provider',
  'AWS::IAM::Role': 'role',
  'AWS::KMS::Key': 'encryption key',
  'AWS::RDS::DBCluster': 'database',
  'AWS::RDS::DBInstance': 'database',
  'AWS::Route53::HostedZone': 'DNS zone',
  'AWS::Route53::RecordSet': 'DNS record',
  'AWS::S3::Bucket': 'bucket',
  'AWS::SSM::Document': 'preferences of sessions',
  'AWS::SecretsManager::Secret': 'secret',
  'AWS::Shield::Protection': 'protection by Shield',
};

/** Names a resource by its name in AWS, or else by its logical id, like `bucket production-tenant-conf-…`. */
export function resourceSubject({
  type,
  stack,
  logicalId,
  before,
  after,
}: Pick<ResourceChange, 'type' | 'stack' | 'logicalId' | 'before' | 'after'>): string {
  const words =
    typeWords[type] ??
    type
      .split('::')
      .slice(-1)[0]
      ?.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
      .toLowerCase() ??
    type;
  const path = nameProperties[type]?.split('.') ?? [];
  const { Properties } = before ?? after ?? {};
  const named = (path.length === 0 ? undefined : textAt(Properties, path)) ?? nameTag(type, Properties);
  return named === undefined ? `${words} ${logicalId} of ${stack}` : `${words} ${named}`;
}

/** Names an object or a resource. */
export const changeSubject = (change: ObjectChange | ResourceChange): string =>
  'logicalId' in change ? resourceSubject(change) : objectSubject(change);

/** What hosts have besides their machine, which is known by its `Name` tag. */
const ofHosts: ReadonlySet<string> = new Set(['AWS::EC2::NetworkInterface', 'AWS::EC2::Volume']);

const tagsSchema = z.array(z.looseObject({ Key: z.string(), Value: z.string() })).catch([]);

const nameTag = (type: string, properties: Readonly<Record<string, unknown>> | undefined): string | undefined =>
  ofHosts.has(type) ? tagsSchema.parse(properties?.Tags).find(({ Key }) => Key === 'Name')?.Value : undefined;
