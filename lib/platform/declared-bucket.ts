import type { BucketPurpose } from '../../model/purposes';
import type { PlatformBucket } from '../stacks/storage-stack';

/** A bucket of the platform before it has its name, which follows from what it is for. */
export interface DeclaredBucket extends Omit<PlatformBucket, 'bucketName'> {
  readonly name: BucketPurpose;
}
