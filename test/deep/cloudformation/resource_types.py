"""Resource types that moto's CloudFormation gets wrong though its services are able to do them."""

from balancing import Listener, ListenerRule, LoadBalancer, TargetGroup
from buckets import Bucket, BucketPolicy
from containers import Cluster, ScalableTarget, ScalingPolicy, Service, TaskDefinition
from databases import Instance as DatabaseInstance
from databases import ParameterGroup, SubnetGroup
from edge import Certificate, LoggingConfiguration, WebAcl, WebAclAssociation
from hosts import EipAssociation, NetworkInterface, Volume
from issuer import Distribution, Function, OidcProvider
from keys import Alias, Key
from machines import Instance
from moto.cloudformation import parsing
from pools import AutoScalingGroup, LifecycleHook
from roles import Role
from security_groups import SecurityGroup, SecurityGroupEgress, SecurityGroupIngress
from state import (
    BackupPlan,
    BackupVault,
    CacheSubnetGroup,
    CacheUser,
    FileSystem,
    ReplicationGroup,
    Secret,
)
from telling import Alarm, Budget, Subscription, TopicPolicy

types = {
    "AWS::ApplicationAutoScaling::ScalableTarget": ScalableTarget,
    "AWS::ApplicationAutoScaling::ScalingPolicy": ScalingPolicy,
    "AWS::AutoScaling::AutoScalingGroup": AutoScalingGroup,
    "AWS::AutoScaling::LifecycleHook": LifecycleHook,
    "AWS::Backup::BackupPlan": BackupPlan,
    "AWS::Backup::BackupVault": BackupVault,
    "AWS::Budgets::Budget": Budget,
    "AWS::CertificateManager::Certificate": Certificate,
    "AWS::CloudFront::Distribution": Distribution,
    "AWS::CloudFront::Function": Function,
    "AWS::CloudWatch::Alarm": Alarm,
    "AWS::EC2::EIPAssociation": EipAssociation,
    "AWS::EC2::Instance": Instance,
    "AWS::EC2::NetworkInterface": NetworkInterface,
    "AWS::EC2::SecurityGroup": SecurityGroup,
    "AWS::EC2::SecurityGroupEgress": SecurityGroupEgress,
    "AWS::EC2::SecurityGroupIngress": SecurityGroupIngress,
    "AWS::EC2::Volume": Volume,
    "AWS::ECS::Cluster": Cluster,
    "AWS::ECS::Service": Service,
    "AWS::ECS::TaskDefinition": TaskDefinition,
    "AWS::EFS::FileSystem": FileSystem,
    "AWS::ElastiCache::ReplicationGroup": ReplicationGroup,
    "AWS::ElastiCache::SubnetGroup": CacheSubnetGroup,
    "AWS::ElastiCache::User": CacheUser,
    "AWS::ElasticLoadBalancingV2::Listener": Listener,
    "AWS::ElasticLoadBalancingV2::ListenerRule": ListenerRule,
    "AWS::ElasticLoadBalancingV2::LoadBalancer": LoadBalancer,
    "AWS::ElasticLoadBalancingV2::TargetGroup": TargetGroup,
    "AWS::IAM::OIDCProvider": OidcProvider,
    "AWS::IAM::Role": Role,
    "AWS::KMS::Alias": Alias,
    "AWS::KMS::Key": Key,
    "AWS::RDS::DBInstance": DatabaseInstance,
    "AWS::RDS::DBParameterGroup": ParameterGroup,
    "AWS::RDS::DBSubnetGroup": SubnetGroup,
    "AWS::S3::Bucket": Bucket,
    "AWS::S3::BucketPolicy": BucketPolicy,
    "AWS::SNS::Subscription": Subscription,
    "AWS::SNS::TopicPolicy": TopicPolicy,
    "AWS::SecretsManager::Secret": Secret,
    "AWS::WAFv2::LoggingConfiguration": LoggingConfiguration,
    "AWS::WAFv2::WebACL": WebAcl,
    "AWS::WAFv2::WebACLAssociation": WebAclAssociation,
}


def add():
    parsing.get_model_map().update(types)
