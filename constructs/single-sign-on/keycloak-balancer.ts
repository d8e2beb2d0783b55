import { CfnListener, CfnListenerRule, CfnLoadBalancer, CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { acknowledgeToCheckov } from '../acknowledge-to-checkov';
import { httpsSecurityGroup } from '../network/https-security-group';
import { ValidatedCertificate } from '../dns/validated-certificate';
import { ecsKeycloakPorts } from './keycloak-ports';

export interface KeycloakBalancerProps {
  /** Name of the load balancer and of its target group, at most 32 characters. */
  readonly name: string;
  readonly vpcId: string;
  /** Public subnets in two zones or more. */
  readonly subnetIds: readonly string[];
  /** Host name at which people log in, and the name of the community's realm. */
  readonly host: string;
  readonly realm: string;
  /** Host name of the administration, and the IPv4 blocks that may reach it. */
  readonly adminHost: string;
  readonly adminFrom: readonly string[];
  /** `dual-stack` needs subnets with IPv6 blocks. */
  readonly addressFamily: 'ipv4' | 'dual-stack';
  /** Blocks that reach the load balancer besides those of the administration, or the reason why everybody does. */
  readonly clients: readonly string[] | { readonly everybody: string };
}

/**
 * Application load balancer in front of Keycloak. At `host` it forwards the community's realm and the static files of
 * the login pages; at `adminHost` it forwards everything, from `adminFrom` only. It answers every other request with
 * 404.
 */
export class KeycloakBalancer extends Construct {
  readonly arn: string;
  readonly dnsName: string;
  readonly groupId: string;
  readonly targetGroupArn: string;
  /** The load balancer, its target group and its certificate for CloudWatch metrics. */
  readonly watched: { readonly balancer: string; readonly targetGroup: string; readonly certificateArn: string };
  /** Records that the DNS provider must have for the certificate, see `ValidatedCertificate`. */
  readonly certificateRecords: string;
  /** Listener that an ECS service must wait for. */
  readonly listener: CfnListener;

  constructor(scope: Construct, id: string, props: KeycloakBalancerProps) {
    super(scope, id);
    this.groupId = this.addSecurityGroup(props);
    const balancer = new CfnLoadBalancer(this, 'Balancer', {
      name: props.name,
      type: 'application',
      scheme: 'internet-facing',
      ipAddressType: props.addressFamily === 'ipv4' ? 'ipv4' : 'dualstack',
      subnets: [...props.subnetIds],
      securityGroups: [this.groupId],
      loadBalancerAttributes: attributes({
        'deletion_protection.enabled': 'true',
        'routing.http.drop_invalid_header_fields.enabled': 'true',
        'routing.http.desync_mitigation_mode': 'strictest',
      }),
    });
    const logged =
      'The firewall before it logs every request, without the codes and cookies that a balancer’s log would have.';
    acknowledgeRules(balancer, ['AwsSolutions-ELB2'], logged);
    acknowledgeToCheckov(balancer, { CKV_AWS_91: logged });
    const targets = this.addTargets(props);
    const certificate = new ValidatedCertificate(this, 'Certificate', { hosts: [props.host, props.adminHost] });
    this.listener = this.addListener(balancer.ref, certificate.arn);
    this.addRules(targets.ref, props);
    this.arn = balancer.ref;
    this.dnsName = balancer.attrDnsName;
    this.targetGroupArn = targets.ref;
    this.certificateRecords = certificate.records;
    this.watched = {
      balancer: balancer.attrLoadBalancerFullName,
      targetGroup: targets.attrTargetGroupFullName,
      certificateArn: certificate.arn,
    };
  }

  private addSecurityGroup({ vpcId, name, clients, adminFrom, addressFamily }: KeycloakBalancerProps): string {
    const group = httpsSecurityGroup(this, {
      vpcId,
      name,
      description: 'Balancer of Keycloak',
      from: 'everybody' in clients ? clients : [...new Set([...clients, ...adminFrom])],
      addressFamily,
      nobodyBut: 'Keycloak',
    });
    return group.attrGroupId;
  }

  private addTargets({ name, vpcId }: KeycloakBalancerProps): CfnTargetGroup {
    return new CfnTargetGroup(this, 'Targets', {
      name,
      vpcId,
      targetType: 'ip',
      port: ecsKeycloakPorts.http,
      protocol: 'HTTP',
      healthCheckProtocol: 'HTTP',
      healthCheckPort: String(ecsKeycloakPorts.management),
      healthCheckPath: '/health/ready',
      healthCheckIntervalSeconds: 10,
      healthCheckTimeoutSeconds: 5,
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 3,
      targetGroupAttributes: attributes({ 'deregistration_delay.timeout_seconds': '30' }),
    });
  }

  private addListener(loadBalancerArn: string, certificateArn: string): CfnListener {
    return new CfnListener(this, 'Listener', {
      loadBalancerArn,
      port: 443,
      protocol: 'HTTPS',
      sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      certificates: [{ certificateArn }],
      defaultActions: [
        {
          type: 'fixed-response',
          fixedResponseConfig: { statusCode: '404', contentType: 'text/plain', messageBody: '' },
        },
      ],
    });
  }

  private addRules(targetGroupArn: string, { host, realm, adminHost, adminFrom }: KeycloakBalancerProps): void {
    const rule = (id: string, priority: number, conditions: CfnListenerRule.RuleConditionProperty[]) =>
      new CfnListenerRule(this, id, {
        listenerArn: this.listener.ref,
        priority,
        conditions,
        actions: [{ type: 'forward', targetGroupArn }],
      });
    const named = (name: string) => ({ field: 'host-header', hostHeaderConfig: { values: [name] } });
    rule('Login', 10, [
      named(host),
      {
        field: 'path-pattern',
        pathPatternConfig: { values: [`/realms/${realm}`, `/realms/${realm}/*`, '/resources/*'] },
      },
    ]);
    inGroups(adminFrom, 4).forEach((values, index) =>
      rule(`Administration${index + 1}`, 20 + index, [
        named(adminHost),
        { field: 'source-ip', sourceIpConfig: { values } },
      ]),
    );
  }
}

/** A listener rule may have five values in all its conditions together. */
const inGroups = (values: readonly string[], size: number): string[][] =>
  Array.from({ length: Math.ceil(values.length / size) }, (_, index) => values.slice(index * size, (index + 1) * size));

const attributes = (values: Readonly<Record<string, string>>): { key: string; value: string }[] =>
  Object.entries(values).map(([key, value]) => ({ key, value }));
