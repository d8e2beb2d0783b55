import type { Construct } from 'constructs';
import { ApiObject } from '../manifests/api-object';
import { monitorLogin, type MonitorCredentials } from './monitor-credentials';

export interface PodMonitorProps {
  readonly name: string;
  /** Labels of the pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** Name of the port with the metrics. */
  readonly port: string;
  /**
   * Path of the metrics.
   * @default Prometheus' own, `/metrics`
   */
  readonly path?: string;
  /**
   * What it logs in with.
   * @default nothing
   */
  readonly credentials?: MonitorCredentials;
}

/** A PodMonitor: has Prometheus read metrics from pods that have no Service, and follow nobody who sends it elsewhere. */
export class PodMonitor extends ApiObject {
  constructor(scope: Construct, id: string, { name, labels, port, path, credentials }: PodMonitorProps) {
    super(scope, id, {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { name },
      spec: {
        selector: { matchLabels: labels },
        podMetricsEndpoints: [{ port, path, interval: '60s', followRedirects: false, ...monitorLogin(credentials) }],
      },
    });
  }
}
