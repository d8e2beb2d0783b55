import { Construct } from 'constructs';
import { AcmeCertificate } from '../../base/network/acme-certificate';
import { k8s } from '../../base/manifests/kubernetes';
import { inWave, objectWaves } from '../../base/delivery/sync';

/** Port of syslog by TLS (RFC 5425), of the collectors and of the balancer. */
export const syslogPort = 6514;

export interface SyslogReceiverProps {
  /** Name that hosts send to, below the cluster's own domain. */
  readonly host: string;
  /** Address blocks whose machines may send. */
  readonly from: readonly string[];
  /** Labels of the pods that receive. */
  readonly pods: Readonly<Record<string, string>>;
}

/**
 * The way to the collectors for hosts and appliances beside the cluster: a balancer that only the VPC reaches, and a
 * certificate that any host believes. Senders are known by their address only; it is kept on the way, so a machine
 * outside the blocks is turned away at the node. The input itself is in `log-collection.ts`.
 */
export class SyslogReceiver extends Construct {
  /** Secret that holds the certificate. */
  static readonly certificateSecret = 'syslog-certificate';

  constructor(scope: Construct, id: string, { host, from, pods }: SyslogReceiverProps) {
    super(scope, id);
    new AcmeCertificate(this, 'certificate', { name: 'syslog', secretName: SyslogReceiver.certificateSecret, host });
    new k8s.KubeService(this, 'balancer', {
      metadata: {
        name: 'syslog',
        annotations: {
          'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb',
          'service.beta.kubernetes.io/aws-load-balancer-internal': 'true',
          'external-dns.alpha.kubernetes.io/hostname': host,
          ...inWave(objectWaves.workloads),
        },
      },
      spec: {
        type: 'LoadBalancer',
        externalTrafficPolicy: 'Local',
        loadBalancerSourceRanges: [...from],
        selector: { ...pods },
        ports: [
          { name: 'syslog', protocol: 'TCP', port: syslogPort, targetPort: k8s.IntOrString.fromNumber(syslogPort) },
        ],
      },
    });
  }
}
