import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { k8s } from '../../base/manifests/kubernetes';
import { pruneDisabled } from '../../base/delivery/sync';
import { ebsDriver } from './block-storage-classes';
import { efsDriver } from './file-storage-class';

/** Namespace of the drivers and their operators. */
export const driverNamespace = 'openshift-cluster-csi-drivers';

export interface StorageDriversProps {
  /** Key that encrypts disks of classes that are not ours. */
  readonly keyArn: string;
}

/**
 * The drivers of disks and of the shared file system, and OpenShift's own class `gp3-csi`, no longer the default. Its
 * operator keeps that annotation as it finds it, and fills the rest of the class in.
 * Source: openshift/library-go:pkg/operator/csi/csistorageclasscontroller/csi_storageclass_controller.go.
 *
 * Nothing of it is ever pruned: without its object a driver is uninstalled, and every volume with it cut off.
 */
export class StorageDrivers extends Construct {
  constructor(scope: Construct, id: string, { keyArn }: StorageDriversProps) {
    super(scope, id);
    const add = (name: string, spec: Readonly<Record<string, unknown>>) =>
      new ApiObject(this, name, {
        apiVersion: 'operator.openshift.io/v1',
        kind: 'ClusterCSIDriver',
        metadata: { name, annotations: pruneDisabled },
        spec: { managementState: 'Managed', ...spec },
      });
    add(ebsDriver, { driverConfig: { driverType: 'AWS', aws: { kmsKeyARN: keyArn } } });
    add(efsDriver, {});
    new k8s.KubeStorageClass(this, 'gp3-csi', {
      metadata: {
        name: 'gp3-csi',
        annotations: { 'storageclass.kubernetes.io/is-default-class': 'false', ...pruneDisabled },
      },
      provisioner: ebsDriver,
    });
  }
}
