import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { logStoreName } from './log-store';

/** The console's plugin for logs, under _Observe, Logs_ and on the page of each pod; for a cluster-wide chart. */
export class LogView extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ApiObject(this, 'plugin', {
      apiVersion: 'observability.openshift.io/v1alpha1',
      kind: 'UIPlugin',
      metadata: { name: 'logging' },
      spec: { type: 'Logging', logging: { lokiStack: { name: logStoreName }, logsLimit: 200, timeout: '60s' } },
    });
  }
}
