import { z } from 'zod';
import type { KubernetesObject } from '../../../model/formats/kubernetes-object';

/** PersistentVolumeClaims of a namespace, by a pattern of their names, and the storage class that they should have. */
export interface ClaimPattern {
  readonly namespace: string;
  readonly named: RegExp;
  readonly storageClass: string;
}

const claimSpec = z.looseObject({ storageClassName: z.string() });

const schemas = {
  PersistentVolumeClaim: z.looseObject({ spec: claimSpec }),
  StatefulSet: z.looseObject({
    spec: z.looseObject({
      volumeClaimTemplates: z
        .array(z.looseObject({ metadata: z.looseObject({ name: z.string() }), spec: claimSpec }))
        .default([]),
    }),
  }),
  Cluster: z.looseObject({
    apiVersion: z.templateLiteral(['postgresql.cnpg.io/', z.string()]),
    spec: z.looseObject({
      storage: z.looseObject({ storageClass: z.string() }),
      walStorage: z.looseObject({ storageClass: z.string() }).optional(),
    }),
  }),
};

/**
 * Patterns for the PersistentVolumeClaims among the objects, and for those that are made for StatefulSets (replicas
 * count from 0) and databases of CloudNativePG (instances count from 1). Source:
 * cloudnative-pg/cloudnative-pg:pkg/reconciler/persistentvolumeclaim.
 */
export function* claimPatterns(objects: Iterable<KubernetesObject>): Generator<ClaimPattern> {
  for (const object of objects) {
    const { name, namespace = '' } = object.metadata;
    const claims = (pattern: string, storageClass: string): ClaimPattern => ({
      namespace,
      named: new RegExp(`^${pattern}$`),
      storageClass,
    });
    switch (object.kind) {
      case 'PersistentVolumeClaim': {
        const { data } = schemas.PersistentVolumeClaim.safeParse(object);
        if (data) yield claims(name, data.spec.storageClassName);
        break;
      }
      case 'StatefulSet': {
        const { data } = schemas.StatefulSet.safeParse(object);
        for (const { metadata, spec } of data?.spec.volumeClaimTemplates ?? []) {
          yield claims(`${metadata.name}-${name}-\\d+`, spec.storageClassName);
        }
        break;
      }
      case 'Cluster': {
        const { data } = schemas.Cluster.safeParse(object);
        if (!data) break;
        const { storage, walStorage } = data.spec;
        yield claims(`${name}-\\d+`, storage.storageClass);
        if (walStorage) yield claims(`${name}-\\d+-wal`, walStorage.storageClass);
        break;
      }
    }
  }
}
