import { CfnListener, CfnLoadBalancer, CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { acknowledgeToCheckov } from '../acknowledge-to-checkov';
import type { WatchedBalancer } from '../observability/api-balancer-alarms';
import { apiListeners, type ApiBalancerName, type ApiListener } from './api-listeners';

export interface ApiLoadBalancerProps {
  readonly balancer: ApiBalancerName;
  /**
   * Infra id of the cluster (the name that the installer gives it), at most 27 characters: with the suffix AWS allows
   * 32.
   */
  readonly infraId: string;
  readonly vpcId: string;
  /** A subnet in each zone: public ones for the external balancer, private ones for the internal one. */
  readonly subnetIds: readonly string[];
  /** Security group of the load balancer. A network load balancer made without one can never get one. */
  readonly securityGroupId: string;
  /** IPv4 addresses of the machines that serve the API. */
  readonly targets: readonly string[];
}

/**
 * A network load balancer of the Kubernetes API, with its target groups.
 *
 * The stack lists the targets itself: when the bootstrap machine leaves the list, CloudFormation first updates the
 * target groups and then deletes the machine, so that no request goes to a deleted machine.
 */
export class ApiLoadBalancer extends Construct {
  readonly dnsName: string;
  /** Id of AWS's hosted zone for the load balancer's name, which an alias record needs. */
  readonly hostedZoneId: string;
  /** The load balancer and its target groups in the dimensions of CloudWatch metrics. */
  readonly watched: WatchedBalancer;

  constructor(scope: Construct, id: string, props: ApiLoadBalancerProps) {
    super(scope, id);
    const { scheme, suffix } = kinds[props.balancer];
    const balancer = new CfnLoadBalancer(this, 'Balancer', {
      name: `${props.infraId}-${suffix}`,
      type: 'network',
      ipAddressType: 'ipv4',
      scheme,
      subnets: [...props.subnetIds],
      securityGroups: [props.securityGroupId],
      loadBalancerAttributes: attributes({
        'deletion_protection.enabled': 'true',
        // Machines of other zones serve a zone whose own machine is down or replaced, or that has only the bootstrap machine.
        'load_balancing.cross_zone.enabled': 'true',
      }),
    });
    const unlogged = 'Network load balancers log TLS listeners only; these hand TLS through.';
    acknowledgeRules(balancer, ['AwsSolutions-ELB2'], unlogged);
    acknowledgeToCheckov(balancer, { CKV_AWS_91: unlogged });

    const targetGroups: Record<string, string> = {};
    for (const listener of apiListeners.filter((each) => each.balancer === props.balancer)) {
      const targets = this.addTargets(listener, props);
      new CfnListener(this, `${listener.name}Listener`, {
        loadBalancerArn: balancer.ref,
        port: listener.port,
        protocol: 'TCP',
        defaultActions: [{ type: 'forward', targetGroupArn: targets.ref }],
      });
      targetGroups[String(listener.port)] = targets.attrTargetGroupFullName;
    }
    this.watched = { name: `api-${props.balancer}`, fullName: balancer.attrLoadBalancerFullName, targetGroups };
    this.dnsName = balancer.attrDnsName;
    this.hostedZoneId = balancer.attrCanonicalHostedZoneId;
  }

  private addTargets({ name, port, healthCheckPath }: ApiListener, { vpcId, targets }: ApiLoadBalancerProps) {
    return new CfnTargetGroup(this, `${name}Targets`, {
      vpcId,
      targetType: 'ip',
      port,
      protocol: 'TCP',
      targets: targets.map((address) => ({ id: address, port })),
      healthCheckEnabled: true,
      healthCheckProtocol: 'HTTPS',
      healthCheckPort: `${port}`,
      healthCheckPath,
      healthCheckIntervalSeconds: 10,
      healthCheckTimeoutSeconds: 10,
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 2,
      targetGroupAttributes: attributes({
        'deregistration_delay.timeout_seconds': '60',
        // With the client's address, a machine that reaches itself through the balancer would see its own address and
        // answer directly; and machines accept API traffic from the VPC, not from its clients
        // (kubernetes/cloud-provider-aws#1160).
        'preserve_client_ip.enabled': 'false',
      }),
    });
  }
}

const kinds = {
  external: { scheme: 'internet-facing', suffix: 'ext' },
  internal: { scheme: 'internal', suffix: 'int' },
} as const satisfies Readonly<Record<ApiBalancerName, unknown>>;

const attributes = (values: Readonly<Record<string, string>>): { key: string; value: string }[] =>
  Object.entries(values).map(([key, value]) => ({ key, value }));
