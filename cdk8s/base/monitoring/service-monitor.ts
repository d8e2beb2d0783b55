import { Construct } from 'constructs';
import { ApiObject } from '../manifests/api-object';

export interface ServiceMonitorProps {
  readonly name: string;
  /** Labels of the service. */
  readonly labels: Readonly<Record<string, string>>;
  /** Name of the service's port. */
  readonly port: string;
  readonly path: string;
}

/** A ServiceMonitor: has Prometheus read metrics from the pods of a Service. */
export class ServiceMonitor extends Construct {
  constructor(scope: Construct, id: string, { name, labels, port, path }: ServiceMonitorProps) {
    super(scope, id);
    new ApiObject(this, 'monitor', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name },
      spec: { selector: { matchLabels: labels }, endpoints: [{ port, path, interval: '60s' }] },
    });
  }
}
