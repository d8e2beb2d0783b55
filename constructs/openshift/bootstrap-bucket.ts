import { Construct } from 'constructs';
import { PrivateBucket } from '../storage/private-bucket';

export interface BootstrapBucketProps {
  readonly bucketName: string;
}

/**
 * Bucket from which the bootstrap machine reads its ignition file. The file holds every private key of the new cluster,
 * and the machine starts minutes after it is written. So objects expire within a day, there are no versions, and the
 * bucket can be deleted without a loss.
 */
export class BootstrapBucket extends Construct {
  /** ARN of the ignition file. */
  readonly objectArn: string;

  constructor(scope: Construct, id: string, { bucketName }: BootstrapBucketProps) {
    super(scope, id);
    const { bucketArn } = new PrivateBucket(this, 'Bucket', {
      bucketName,
      purpose: 'Start of a new cluster',
      encryption: { managedByS3: 'One object for a day; who may read it needs no key besides.' },
      accessLog: { none: 'One machine reads one object once in the life of a cluster.' },
      versions: { none: 'An old version would keep the private keys that expiry is to remove.', expireDays: 1 },
      onRemoval: { delete: 'Nobody needs it once the cluster runs.' },
    });
    this.objectArn = `${bucketArn}/bootstrap.ign`;
  }
}
