import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';

/**
 * Keeps OpenShift from moving MachineSets to newer boot images, which ours name themselves: Argo CD would move them back
 * at once. Machines take on the exact system of the release at their first start, whatever image they come from.
 */
export class PinnedBootImages extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ApiObject(this, 'configuration', {
      apiVersion: 'operator.openshift.io/v1',
      kind: 'MachineConfiguration',
      // The operator looks at no other name.
      metadata: { name: 'cluster' },
      spec: {
        managementState: 'Managed',
        managedBootImages: {
          machineManagers: [{ apiGroup: 'machine.openshift.io', resource: 'machinesets', selection: { mode: 'None' } }],
        },
      },
    });
  }
}
