import type { Construct } from 'constructs';
import { k8s } from '../../base/manifests/kubernetes';
import { fileStorageClass } from '../../base/storage/volume-claim';
import { replacedWhenChanged } from './replaced-when-changed';

export interface FileStorageClassProps {
  readonly fileSystemId: string;
}

/**
 * The StorageClass for folders of the shared file system (EFS). Each claim gets an access point: its own folder below that
 * of its namespace, with a user and group id that no other access point has. A file system has at most 10,000
 * access points unless more are asked for, with paths of at most 100 characters; the driver adds a hyphen and 36 characters to ours, so
 * 61 are left for namespace and claim, whose longest have 58.
 *
 * A folder stays when its claim is deleted. OpenShift's driver runs with `--delete-access-point-root-dir`, so with the policy
 * `Delete` the files would be lost (openshift/csi-operator:assets/overlays/aws-efs/generated/standalone/controller.yaml).
 *
 * Parameters: kubernetes-sigs/aws-efs-csi-driver:docs/parameters.md.
 */
export class FileStorageClass extends k8s.KubeStorageClass {
  constructor(scope: Construct, id: string, { fileSystemId }: FileStorageClassProps) {
    super(scope, id, {
      metadata: { name: fileStorageClass, annotations: replacedWhenChanged },
      provisioner: efsDriver,
      parameters: {
        provisioningMode: 'efs-ap',
        fileSystemId,
        directoryPerms: '700',
        subPathPattern: '/${.PVC.namespace}/${.PVC.name}',
        ensureUniqueDirectory: 'true',
      },
      mountOptions: ['tls'],
      // A folder has no size: the size of a claim only counts for the quota. Without this the API server refuses to raise it.
      allowVolumeExpansion: true,
      reclaimPolicy: 'Retain',
      // The folder can be mounted in every zone, so it need not wait for the first pod.
      volumeBindingMode: 'Immediate',
    });
  }
}

/** Name of the CSI driver for EFS. */
export const efsDriver = 'efs.csi.aws.com';
