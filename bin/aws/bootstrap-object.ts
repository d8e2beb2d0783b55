import { createHash } from 'node:crypto';
import { ListObjectsV2Command, NoSuchBucket, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { resourceNames, type NamingContext } from '../../model/naming';
import { AwsCallError } from '../../lib/operations/aws-call-error';
import { callAws } from './call-aws';
import { clientSettings } from './client-settings';

/** The ignition file that a bootstrap machine finds. */
export interface StoredIgnition {
  /** MD5 in hexadecimal digits, by which S3 tells contents apart. */
  readonly digest: string;
  /** Milliseconds since the epoch. */
  readonly storedAt: number;
}

const key = 'bootstrap.ign';

/** The place where the bootstrap machine of an environment finds its ignition file. */
export class BootstrapObject {
  /** As people write it. */
  readonly url: string;
  private readonly client: S3Client;
  private readonly bucket: { readonly Bucket: string; readonly ExpectedBucketOwner: string };

  constructor(private readonly environment: NamingContext) {
    const bucketName = resourceNames(environment).bucket('bootstrap');
    this.url = `s3://${bucketName}/${key}`;
    this.client = new S3Client(clientSettings(environment.region));
    this.bucket = { Bucket: bucketName, ExpectedBucketOwner: environment.account };
  }

  /**
   * What is there; undefined when nothing is.
   *
   * @throws CallFailed when there is no bucket, or AWS does not answer.
   */
  async stored(): Promise<StoredIgnition | undefined> {
    const action = 's3:ListBucket';
    const question = new ListObjectsV2Command({ ...this.bucket, Prefix: key });
    const answer = await callAws(action, () =>
      this.client.send(question).catch((error: unknown) => {
        if (error instanceof NoSuchBucket) return undefined;
        throw error;
      }),
    );
    if (answer === undefined) {
      const { name } = this.environment;
      const remedy = `make it: npx cdk deploy -c environment=${name} ${resourceNames(this.environment).stack('identity')}`;
      throw new AwsCallError(action, `found no bucket ${this.bucket.Bucket}`, remedy);
    }
    const found = answer.Contents?.find(({ Key }) => Key === key);
    if (found === undefined) return undefined;
    return { digest: (found.ETag ?? '').replaceAll('"', ''), storedAt: found.LastModified?.getTime() ?? 0 };
  }

  /** Puts the file there, encrypted, in place of what was there. */
  async store(text: string): Promise<void> {
    const command = new PutObjectCommand({
      ...this.bucket,
      Key: key,
      Body: text,
      ContentType: 'application/json',
      ServerSideEncryption: 'AES256',
    });
    await callAws('s3:PutObject', () => this.client.send(command));
  }
}

/** The digest that a stored file of these contents has. */
export const ignitionDigest = (text: string): string => createHash('md5').update(text).digest('hex');
