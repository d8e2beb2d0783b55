import { z } from 'zod';
import { assertTaken, type StandIn } from './stand-in';

const claimSpec = z.looseObject({
  volumeName: z.string().optional(),
  storageClassName: z.string(),
  accessModes: z.array(z.string()),
  volumeMode: z.string().default('Filesystem'),
  resources: z.looseObject({ requests: z.looseObject({ storage: z.string() }) }),
});
const classSchema = z.looseObject({
  provisioner: z.string(),
  reclaimPolicy: z.string(),
  volumeBindingMode: z.string(),
});

/** Stands in for the drivers of volumes: a claim whose class exists gets one, when a pod wants it if the class says so. */
export const volumes: StandIn = {
  name: 'volumes',
  step: async (api) => {
    const classes = await api.list('storage.k8s.io/v1', 'StorageClass');
    for (const { metadata, spec, status } of await api.list('v1', 'PersistentVolumeClaim')) {
      const claim = claimSpec.safeParse(spec);
      if (!claim.success) throw new Error(`claim ${metadata.namespace ?? ''}/${metadata.name} names no storage class`);
      const { volumeName, storageClassName, accessModes, volumeMode, resources } = claim.data;
      if (volumeName !== undefined || status?.phase === 'Bound') continue;
      const found = classes.find((each) => each.metadata.name === storageClassName);
      if (found === undefined)
        throw new Error(`claim ${metadata.namespace ?? ''}/${metadata.name}: no storage class ${storageClassName}`);
      const { provisioner, reclaimPolicy, volumeBindingMode } = classSchema.parse(found);
      const wanted = metadata.annotations?.['volume.kubernetes.io/selected-node'] !== undefined;
      if (volumeBindingMode === 'WaitForFirstConsumer' && !wanted) continue;
      const volume = {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name: `pvc-${metadata.uid ?? ''}` },
        spec: {
          capacity: resources.requests,
          accessModes,
          storageClassName,
          volumeMode,
          persistentVolumeReclaimPolicy: reclaimPolicy,
          csi: { driver: provisioner, volumeHandle: `vol-${metadata.uid ?? ''}` },
          claimRef: {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            namespace: metadata.namespace,
            name: metadata.name,
            uid: metadata.uid,
          },
        },
      };
      assertTaken(volume.metadata.name, await api.apply(volume, { manager: provisioner }));
    }
  },
};
