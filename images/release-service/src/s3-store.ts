import {
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { StoreLocation } from './configuration';
import type { IncomingFile, Outcome, ReleaseStore } from './release-store';

/** Key of the digest in an object's metadata. */
const digestKey = 'sha256';

/**
 * Releases in a bucket, with the IAM role of the pod. An upload is one request with `If-None-Match: *`: S3 creates the
 * object only when it has received all bytes and there is no object with the same key.
 */
export class S3Store implements ReleaseStore {
  private readonly client: S3Client;

  constructor(private readonly location: Extract<StoreLocation, { readonly kind: 's3' }>) {
    // The body is a stream from the network, so it cannot be sent a second time.
    this.client = new S3Client({ region: location.region, maxAttempts: 1 });
  }

  async digestOf(key: string): Promise<string | undefined> {
    const { Bucket, Key } = this.place(key);
    // A role that may list only below a prefix gets 403 for an object that does not exist, so `HeadObject` alone cannot
    // tell.
    const { Contents = [] } = await this.client.send(new ListObjectsV2Command({ Bucket, Prefix: Key, MaxKeys: 1 }));
    if (Contents[0]?.Key !== Key) return undefined;
    const { Metadata } = await this.client.send(new HeadObjectCommand({ Bucket, Key }));
    // An object without a digest was not made by this service, so it counts as different content.
    return Metadata?.[digestKey] ?? 'unknown';
  }

  async add({ key, bytes, sha256, content, origin }: IncomingFile): Promise<Outcome> {
    const stop = new AbortController();
    // Without this, the SDK would wait for the rest of a failed stream without end.
    const giveUp = () => stop.abort();
    content.once('error', giveUp);
    if (content.errored !== null) giveUp();
    try {
      await this.client.send(
        new PutObjectCommand({
          ...this.place(key),
          Body: content,
          ContentLength: bytes,
          ContentType: 'application/octet-stream',
          // Published files never change.
          CacheControl: 'public, max-age=31536000, immutable',
          ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
          Metadata: { ...origin, [digestKey]: sha256 },
          IfNoneMatch: '*',
        }),
        { abortSignal: stop.signal },
      );
      return 'published';
    } catch (error) {
      // 412: the object exists; 409: another upload with the same key was faster.
      if (![409, 412].includes(statusOf(error) ?? 0)) throw error;
      return (await this.digestOf(key)) === sha256 ? 'unchanged' : 'taken';
    } finally {
      content.off('error', giveUp);
    }
  }

  private place(key: string) {
    return { Bucket: this.location.bucket, Key: `${this.location.prefix}/${key}` };
  }
}

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
