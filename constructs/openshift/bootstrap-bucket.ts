import { Construct } from 'constructs';
import { PrivateBucket } from '../storage/private-bucket';

export interface BootstrapBucketProps {
  readonly bucketName: string;
}

/**
 * Where the bootstrap machine finds its ignition file. The file holds every private key of the new cluster, for a
 * machine that starts minutes later, so an object is gone within a day, no version of it is kept, and nothing is lost
 * with the bucket.
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
