import { Construct } from 'constructs';
import { ApiObject } from '../manifests/api-object';
import { monitorLogin, type MonitorCredentials } from './monitor-credentials';

export interface ServiceMonitorProps {
  readonly name: string;
  /** Labels of the service. */
  readonly labels: Readonly<Record<string, string>>;
  /** Name of the service's port. */
  readonly port: string;
  readonly path: string;
  /**
   * What it logs in with.
   * @default nothing
   */
  readonly credentials?: MonitorCredentials;
}

/** A ServiceMonitor: has Prometheus read metrics from the pods of a Service, and follow nobody who sends it elsewhere. */
export class ServiceMonitor extends Construct {
  constructor(scope: Construct, id: string, { name, labels, port, path, credentials }: ServiceMonitorProps) {
    super(scope, id);
    new ApiObject(this, 'monitor', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name },
      spec: {
        selector: { matchLabels: labels },
        endpoints: [{ port, path, interval: '60s', followRedirects: false, ...monitorLogin(credentials) }],
      },
    });
  }
}
