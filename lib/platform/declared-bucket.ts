import type { BucketPurpose } from '../../model/purposes';
import type { PlatformBucket } from '../stacks/storage-stack';

/** A bucket of the platform without its full name, which is derived from its purpose. */
export interface DeclaredBucket extends Omit<PlatformBucket, 'bucketName'> {
  readonly name: BucketPurpose;
}
