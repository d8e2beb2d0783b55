/** API groups of which no kind that is rendered holds data. */
export const groupsWithoutData: readonly string[] = [
  'argoproj.io',
  'autoscaling.openshift.io',
  'barmancloud.cnpg.io',
  'cert-manager.io',
  'config.openshift.io',
  'console.openshift.io',
  'external-secrets.io',
  'externaldns.olm.openshift.io',
  'image.openshift.io',
  'logging.openshift.io',
  'machine.openshift.io',
  'machineconfiguration.openshift.io',
  'monitoring.coreos.com',
  'monitoring.openshift.io',
  'networking.k8s.io',
  'oadp.openshift.io',
  'observability.openshift.io',
  'operator.openshift.io',
  'operators.coreos.com',
  'pipelines.openshift.io',
  'policy',
  'rbac.authorization.k8s.io',
  'route.openshift.io',
  'scheduling.k8s.io',
  'security.openshift.io',
  'snapshot.storage.k8s.io',
  'storage.k8s.io',
  'velero.io',
];

/**
 * Further kinds whose objects hold nothing that is not in the repository. What they ask volumes for is found wherever it
 * stands.
 */
export const kindsWithoutData: readonly string[] = [
  '/ConfigMap',
  '/LimitRange',
  '/Namespace',
  '/PersistentVolumeClaim',
  '/ResourceQuota',
  '/Secret',
  '/Service',
  '/ServiceAccount',
  'apps/DaemonSet',
  'apps/Deployment',
  'apps/StatefulSet',
  'autoscaling/HorizontalPodAutoscaler',
  'batch/CronJob',
  'batch/Job',
  'k8s.keycloak.org/Keycloak',
  'loki.grafana.com/LokiStack',
  'operator.external-secrets.io/ExternalSecretsConfig',
  'postgresql.cnpg.io/ImageCatalog',
  'postgresql.cnpg.io/Pooler',
  'postgresql.cnpg.io/ScheduledBackup',
];

/** Beginnings of types of CloudFormation whose resources hold no data: how things are connected, and who may do what. */
export const typesWithoutData: readonly string[] = [
  'AWS::ApplicationAutoScaling::',
  'AWS::AutoScaling::',
  'AWS::Backup::',
  'AWS::Budgets::',
  'AWS::CDK::',
  'AWS::CertificateManager::',
  'AWS::CloudFront::',
  'AWS::CloudWatch::',
  'AWS::EC2::EIP',
  'AWS::EC2::EgressOnlyInternetGateway',
  'AWS::EC2::FlowLog',
  'AWS::EC2::InstanceConnectEndpoint',
  'AWS::EC2::InternetGateway',
  'AWS::EC2::LaunchTemplate',
  'AWS::EC2::NatGateway',
  'AWS::EC2::NetworkAcl',
  'AWS::EC2::PrefixList',
  'AWS::EC2::Route',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::Subnet',
  'AWS::EC2::VPC',
  'AWS::ECS::',
  'AWS::EFS::AccessPoint',
  'AWS::EFS::MountTarget',
  'AWS::ElastiCache::ParameterGroup',
  'AWS::ElastiCache::SubnetGroup',
  'AWS::ElasticLoadBalancing',
  'AWS::Events::',
  'AWS::IAM::',
  'AWS::KMS::Alias',
  'AWS::Lambda::',
  'AWS::Logs::QueryDefinition',
  'AWS::RDS::DBParameterGroup',
  'AWS::RDS::DBSubnetGroup',
  'AWS::Route53::DNSSEC',
  'AWS::Route53::KeySigningKey',
  'AWS::Route53::RecordSet',
  'AWS::Route53Resolver::',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::',
  'AWS::SecretsManager::ResourcePolicy',
  'AWS::WAFv2::',
  'Custom::',
];

/** Types that do hold something, and why it need not be copied, whichever resource it is. */
export const typesMadeAgain: Readonly<Record<string, { readonly kind: string; readonly because: string }>> = {
  'AWS::EC2::Instance': {
    kind: 'machine',
    because: 'a machine is replaced, not restored; what must outlive it is on volumes, in etcd or in a bucket',
  },
  'AWS::Logs::LogGroup': {
    kind: 'log group',
    because: 'what functions said while a stack was deployed; the events of the stack say it too',
  },
  'AWS::Route53::HostedZone': {
    kind: 'zone',
    because: 'its records stand in templates, or external-dns and cert-manager write them again',
  },
};

/** What no file renders, and yet holds data. */
export const madeAgainByHand: readonly { readonly kind: string; readonly name: string; readonly because: string }[] = [
  { kind: 'disks', name: 'of all nodes', because: 'a node is replaced, not restored; nothing stays on it but caches' },
  {
    kind: 'images',
    name: 'in the cluster’s own registry',
    because: 'they are imported again from the registries that the image streams name',
  },
  {
    kind: 'repository',
    name: 'environments, facts and everything rendered',
    because: 'every clone is a copy of all of it',
  },
];
