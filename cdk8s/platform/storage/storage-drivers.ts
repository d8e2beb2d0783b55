import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { k8s } from '../../base/manifests/kubernetes';
import { pruneDisabled } from '../../base/delivery/sync';
import { ebsDriver } from './block-storage-classes';
import { efsDriver } from './file-storage-class';

/** Namespace of the CSI drivers and their operators. */
export const driverNamespace = 'openshift-cluster-csi-drivers';

export interface StorageDriversProps {
  /** ARN of the KMS key that encrypts disks of OpenShift's own StorageClasses. */
  readonly keyArn: string;
}

/**
 * The CSI drivers for EBS and EFS, and OpenShift's own StorageClass `gp3-csi`, which is no longer the default. The operator
 * keeps the annotation that says so, and sets the other fields of the StorageClass.
 * Source: openshift/library-go:pkg/operator/csi/csistorageclasscontroller/csi_storageclass_controller.go.
 *
 * None of the objects is ever pruned: without its ClusterCSIDriver a driver is uninstalled, and its volumes cannot be
 * mounted.
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
