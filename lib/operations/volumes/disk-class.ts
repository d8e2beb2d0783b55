import { z } from 'zod';
import type { KubernetesObject } from '../../../model/formats/kubernetes-object';

/** Properties of the gp3 volumes that a storage class makes. */
export interface DiskClass {
  readonly name: string;
  readonly iops: number;
  readonly throughputMiBps: number;
  readonly tags: Readonly<Record<string, string>>;
}

const gp3Schema = z.looseObject({
  metadata: z.object({ name: z.string() }),
  parameters: z.looseObject({ type: z.literal('gp3'), iops: z.coerce.number(), throughput: z.coerce.number() }),
});

/** The storage classes for gp3 volumes among the objects; others are skipped. */
export function* diskClasses(objects: Iterable<KubernetesObject>): Generator<DiskClass> {
  for (const object of objects) {
    if (object.kind !== 'StorageClass') continue;
    const { success, data } = gp3Schema.safeParse(object);
    if (!success) continue;
    const { iops, throughput, ...others } = data.parameters;
    yield { name: data.metadata.name, iops, throughputMiBps: throughput, tags: tagsAmong(others) };
  }
}

/**
 * Tags among the parameters of a storage class. The CSI driver takes each as `<key>=<value>`, in a parameter
 * `tagSpecification_<n>`.
 */
const tagsAmong = (parameters: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(parameters).flatMap(([name, tag]) => {
      const [, key, value] = /^([^=]+)=(.*)$/.exec(String(tag)) ?? [];
      return name.startsWith('tagSpecification_') && key !== undefined && value !== undefined ? [[key, value]] : [];
    }),
  );
