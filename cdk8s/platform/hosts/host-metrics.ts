import { Construct } from 'constructs';
import { exporterPort } from '../../../model/formats/exporter-port';
import { ApiObject } from '../../base/manifests/api-object';

export interface HostMetricsProps {
  /** Name of the machine. */
  readonly machine: string;
  /** The host that it is a machine of. */
  readonly host: string;
  /** Name or address at which the cluster reaches it. */
  readonly address: string;
}

/**
 * Has Prometheus read the metrics of a machine beside the cluster. It is a Probe, which takes a name: a Service for machines would need
 * an EndpointSlice, which Argo CD leaves alone, and the Prometheus of user workloads takes no ScrapeConfig
 * (openshift/cluster-monitoring-operator:assets/prometheus-user-workload/prometheus.yaml). A Probe asks its "prober" for a target; a node
 * exporter answers at that path, and does not look at the target, which is only the label `instance`.
 */
export class HostMetrics extends Construct {
  constructor(scope: Construct, id: string, { machine, host, address }: HostMetricsProps) {
    super(scope, id);
    new ApiObject(this, 'probe', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Probe',
      metadata: { name: machine },
      spec: {
        interval: '60s',
        scrapeTimeout: '20s',
        prober: { url: `${address}:${exporterPort}`, scheme: 'http', path: '/metrics' },
        targets: { staticConfig: { static: [machine], labels: { machine, host } } },
      },
    });
  }
}
