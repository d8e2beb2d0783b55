import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';

/**
 * Keeps OpenShift from setting newer boot images in MachineSets. Our manifests name the boot image, so Argo CD would set it
 * back at once. A machine updates itself to the system of the cluster's release at its first start, from any boot image.
 */
export class PinnedBootImages extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ApiObject(this, 'configuration', {
      apiVersion: 'operator.openshift.io/v1',
      kind: 'MachineConfiguration',
      // The operator reads only the object of this name.
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
