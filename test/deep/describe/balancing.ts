import { balancing, same, type Attributes, type Descriptions } from './description';

const balancer = (id: string, query: string) =>
  balancing('describe_load_balancers', { LoadBalancerArns: [id] }, `LoadBalancers[0].${query}`);

/** What Elastic Load Balancing says. */
export const balancingDescriptions: Descriptions = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ({ id }) => [
    balancer(
      id,
      `{Name: LoadBalancerName, Subnets: AvailabilityZones[].SubnetId, ${same('IpAddressType', 'Scheme', 'SecurityGroups', 'Type')}}`,
    ),
    balancing('describe_load_balancer_attributes', { LoadBalancerArn: id }, '{LoadBalancerAttributes: Attributes}'),
  ],
  'AWS::ElasticLoadBalancingV2::TargetGroup': ({ id }) => [
    balancing(
      'describe_target_groups',
      { TargetGroupArns: [id] },
      `TargetGroups[0].{Name: TargetGroupName, ${same(
        'HealthCheckEnabled',
        'HealthCheckIntervalSeconds',
        'HealthCheckPath',
        'HealthCheckPort',
        'HealthCheckProtocol',
        'HealthCheckTimeoutSeconds',
        'HealthyThresholdCount',
        'Matcher',
        'UnhealthyThresholdCount',
        'Port',
        'Protocol',
        'TargetType',
        'VpcId',
      )}}`,
    ),
    balancing('describe_target_group_attributes', { TargetGroupArn: id }, '{TargetGroupAttributes: Attributes}'),
    balancing(
      'describe_target_health',
      { TargetGroupArn: id },
      '{Targets: TargetHealthDescriptions[].Target.{Id: Id, Port: Port}}',
    ),
  ],
  'AWS::ElasticLoadBalancingV2::Listener': ({ id }) => [
    balancing(
      'describe_listeners',
      { ListenerArns: [id] },
      `Listeners[0].{${same('LoadBalancerArn', 'Port', 'Protocol', 'DefaultActions', 'SslPolicy', 'Certificates')}}`,
    ),
  ],
  'AWS::ElasticLoadBalancingV2::ListenerRule': ({ id }) => [
    balancing(
      'describe_rules',
      { RuleArns: [id] },
      `Rules[0].{Priority: Priority, Conditions: Conditions, Actions: Actions,
        ListenerArn: RuleArn && '${id.replace(':listener-rule/', ':listener/').replace(/\/[^/]+$/, '')}'}`,
    ),
  ],
};

export const balancingAttributes: Attributes = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer.DNSName': (id) => balancer(id, 'DNSName'),
  'AWS::ElasticLoadBalancingV2::LoadBalancer.CanonicalHostedZoneID': (id) => balancer(id, 'CanonicalHostedZoneId'),
  'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerFullName': (id) =>
    balancer(id, `LoadBalancerArn && '${id.split(':loadbalancer/').at(-1) ?? ''}'`),
  'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupFullName': (id) =>
    balancing(
      'describe_target_groups',
      { TargetGroupArns: [id] },
      `TargetGroups[0].TargetGroupArn && '${id.split(':').at(-1) ?? ''}'`,
    ),
};
