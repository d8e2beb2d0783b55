import { CfnSecurityGroupEgress, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import { CfnListener, CfnLoadBalancer, CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { acknowledgeToCheckov } from '../acknowledge-to-checkov';
import { ValidatedCertificate } from '../dns/validated-certificate';
import { httpsSecurityGroup } from '../network/https-security-group';
import { portsFor } from './directory-ports';

export interface DirectoryBalancerProps {
  /** Name of the load balancer and of its target group, at most 32 characters. */
  readonly name: string;
  readonly vpcId: string;
  /** Public subnets in two zones or more. */
  readonly subnetIds: readonly string[];
  /** Host name of the web pages; its DNS provider is outside AWS. */
  readonly host: string;
  /** `dual-stack` needs subnets with IPv6 blocks. */
  readonly addressFamily: 'ipv4' | 'dual-stack';
  /** IPv4 blocks that reach it, or the reason why everybody does. */
  readonly from: readonly string[] | { readonly everybody: string };
  /** Security group and addresses of the replicas. */
  readonly replicas: { readonly groupId: string; readonly addresses: readonly string[] };
}

/**
 * Application load balancer for the web pages of the directory, and for nothing else: clients of Kerberos and LDAP know all replicas
 * and choose one themselves. A session is known to the one replica that made it, so the balancer sends a browser to the same one. A
 * replica answers by the balancer's name only once its installation is complete, and redirects before that.
 */
export class DirectoryBalancer extends Construct {
  readonly arn: string;
  readonly dnsName: string;
  /** Records that the DNS provider must have for the certificate, see `ValidatedCertificate`. */
  readonly certificateRecords: string;
  /** The load balancer, its target group and its certificate for CloudWatch metrics. */
  readonly watched: { readonly balancer: string; readonly targetGroup: string; readonly certificateArn: string };

  constructor(scope: Construct, id: string, props: DirectoryBalancerProps) {
    super(scope, id);
    const groupId = this.addSecurityGroup(props);
    const balancer = new CfnLoadBalancer(this, 'Balancer', {
      name: props.name,
      type: 'application',
      scheme: 'internet-facing',
      // Whoever is named is named by IPv4.
      ipAddressType: props.addressFamily === 'dual-stack' && 'everybody' in props.from ? 'dualstack' : 'ipv4',
      subnets: [...props.subnetIds],
      securityGroups: [groupId],
      loadBalancerAttributes: attributes({
        'deletion_protection.enabled': 'true',
        'routing.http.drop_invalid_header_fields.enabled': 'true',
        'routing.http.desync_mitigation_mode': 'strictest',
      }),
    });
    const logged = 'httpd of each replica logs every request, and its logs are kept with those of hosts.';
    acknowledgeRules(balancer, ['AwsSolutions-ELB2'], logged);
    acknowledgeToCheckov(balancer, { CKV_AWS_91: logged });
    const targets = this.addTargets(props);
    const certificate = new ValidatedCertificate(this, 'Certificate', { hosts: [props.host] });
    new CfnListener(this, 'Listener', {
      loadBalancerArn: balancer.ref,
      port: 443,
      protocol: 'HTTPS',
      sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      certificates: [{ certificateArn: certificate.arn }],
      defaultActions: [{ type: 'forward', targetGroupArn: targets.ref }],
    });
    this.arn = balancer.ref;
    this.dnsName = balancer.attrDnsName;
    this.certificateRecords = certificate.records;
    this.watched = {
      balancer: balancer.attrLoadBalancerFullName,
      targetGroup: targets.attrTargetGroupFullName,
      certificateArn: certificate.arn,
    };
  }

  private addSecurityGroup({ name, vpcId, from, replicas, addressFamily }: DirectoryBalancerProps): string {
    const group = httpsSecurityGroup(this, {
      vpcId,
      name,
      description: 'Balancer of the directory',
      from,
      addressFamily,
      nobodyBut: 'the replicas',
    });
    for (const { protocol: ipProtocol, port, purpose: description } of portsFor('balancer')) {
      const ports = { ipProtocol, fromPort: port, toPort: port, description };
      new CfnSecurityGroupIngress(this, `In${port}`, {
        ...ports,
        groupId: replicas.groupId,
        sourceSecurityGroupId: group.attrGroupId,
      });
      new CfnSecurityGroupEgress(this, `Out${port}`, {
        ...ports,
        groupId: group.attrGroupId,
        destinationSecurityGroupId: replicas.groupId,
      });
    }
    return group.attrGroupId;
  }

  private addTargets({ name, vpcId, replicas }: DirectoryBalancerProps): CfnTargetGroup {
    return new CfnTargetGroup(this, 'Targets', {
      name,
      vpcId,
      targetType: 'ip',
      port: 443,
      protocol: 'HTTPS',
      targets: replicas.addresses.map((id) => ({ id, port: 443 })),
      healthCheckProtocol: 'HTTPS',
      // A file, so that the check neither needs a session nor makes one.
      healthCheckPath: '/ipa/config/ca.crt',
      matcher: { httpCode: '200' },
      healthCheckIntervalSeconds: 10,
      healthCheckTimeoutSeconds: 5,
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 3,
      targetGroupAttributes: attributes({
        'deregistration_delay.timeout_seconds': '30',
        'stickiness.enabled': 'true',
        'stickiness.type': 'lb_cookie',
        'stickiness.lb_cookie.duration_seconds': '86400',
      }),
    });
  }
}

const attributes = (values: Readonly<Record<string, string>>): { key: string; value: string }[] =>
  Object.entries(values).map(([key, value]) => ({ key, value }));
