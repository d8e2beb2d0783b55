import { Construct } from 'constructs';
import { syslogPort } from '../../../model/formats/syslog-port';
import { AcmeCertificate } from '../../base/network/acme-certificate';
import { k8s } from '../../base/manifests/kubernetes';
import { inWave, objectWaves } from '../../base/delivery/sync';

export interface SyslogReceiverProps {
  /** DNS name of the receiver, below the cluster's domain. */
  readonly host: string;
  /** CIDR blocks of the hosts that may send. */
  readonly from: readonly string[];
  /** Labels of the pods that receive. */
  readonly pods: Readonly<Record<string, string>>;
}

/**
 * Lets hosts and appliances outside the cluster send syslog to the collectors: an internal load balancer, and a public
 * certificate, which all hosts trust. Senders are identified only by their address. The load balancer preserves it, so the
 * node rejects senders outside the blocks. The input of the ClusterLogForwarder is in `log-collection.ts`.
 */
export class SyslogReceiver extends Construct {
  /** Name of the Secret with the certificate. */
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
