"""Resource types that moto's CloudFormation gets wrong though its services are able to do them."""

from balancing import Listener, LoadBalancer, TargetGroup
from issuer import Distribution, Function, OidcProvider
from machines import Instance
from moto.cloudformation import parsing
from pools import AutoScalingGroup, LifecycleHook
from roles import Role
from security_groups import SecurityGroup, SecurityGroupIngress

types = {
    "AWS::AutoScaling::AutoScalingGroup": AutoScalingGroup,
    "AWS::AutoScaling::LifecycleHook": LifecycleHook,
    "AWS::CloudFront::Distribution": Distribution,
    "AWS::CloudFront::Function": Function,
    "AWS::EC2::Instance": Instance,
    "AWS::EC2::SecurityGroup": SecurityGroup,
    "AWS::EC2::SecurityGroupIngress": SecurityGroupIngress,
    "AWS::ElasticLoadBalancingV2::Listener": Listener,
    "AWS::ElasticLoadBalancingV2::LoadBalancer": LoadBalancer,
    "AWS::ElasticLoadBalancingV2::TargetGroup": TargetGroup,
    "AWS::IAM::OIDCProvider": OidcProvider,
    "AWS::IAM::Role": Role,
}


def add():
    parsing.get_model_map().update(types)
