import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { logStoreName } from './log-store';

/** Logs in OpenShift's console, for a cluster-wide chart: _Observe, Logs_, and beside each pod. */
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
