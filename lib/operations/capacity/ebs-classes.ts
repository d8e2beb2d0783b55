import { z } from 'zod';
import { qualifiedKind, type RenderedObject } from '../../rendered';

const classSchema = z.looseObject({ provisioner: z.string() });

/** Returns which StorageClasses make EBS volumes, which are in one zone: all but those of folders on EFS, which are in all zones. */
export function ebsClasses(objects: readonly RenderedObject[]): (storageClass: string | undefined) => boolean {
  const files = new Set(
    objects
      .filter((object) => qualifiedKind(object) === 'storage.k8s.io/StorageClass')
      .filter((object) => classSchema.parse(object).provisioner === 'efs.csi.aws.com')
      .map(({ metadata }) => metadata.name),
  );
  return (storageClass) => storageClass === undefined || !files.has(storageClass);
}
