import type { Construct } from 'constructs';
import { k8s } from '../../base/manifests/kubernetes';
import { fileStorageClass } from '../../base/storage/volume-claim';
import { replacedWhenChanged } from './replaced-when-changed';

export interface FileStorageClassProps {
  readonly fileSystemId: string;
}

/**
 * Class of folders of the shared file system. Each claim gets an access point: a folder of its own below its namespace's,
 * entered as a user and group that nobody else has. The file system takes 1,000 of them, with paths of 100 characters.
 *
 * A folder outlives its claim. It must: OpenShift's driver runs with `--delete-access-point-root-dir`, so that a class
 * that deletes would delete the files (openshift/csi-operator:assets/overlays/aws-efs/generated/standalone/controller.yaml).
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
      // A folder has no size; that of its claim counts in the quota only, and the API server would refuse a larger one.
      allowVolumeExpansion: true,
      reclaimPolicy: 'Retain',
      // It is reached from every zone, so that no pod need wait for.
      volumeBindingMode: 'Immediate',
    });
  }
}

/** Driver of the shared file system's folders. */
export const efsDriver = 'efs.csi.aws.com';
