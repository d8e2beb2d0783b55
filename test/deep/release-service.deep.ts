import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { audience, Issuer, signed, signingKey, tagClaims } from '../images/release-service/issuer';
import { RunningService, sha256 } from '../images/release-service/running-service';
import { startEmulator, type Emulator } from './support/emulator';
import { noAccount } from './support/variables';

const Bucket = 'test-tenant-releases';
const key = signingKey('first');
const mebibyte = 1024 * 1024;

let emulator: Emulator;
let issuer: Issuer;
let service: RunningService;
let s3: S3Client;

beforeAll(async () => {
  emulator = await startEmulator({ account: '111122223333', images: [] });
  s3 = new S3Client({ endpoint: emulator.endpoint, region: 'us-east-1', forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket }));
  issuer = await Issuer.started();
  issuer.keys = [key];
  service = await RunningService.started(
    {
      ISSUER: issuer.url,
      AUDIENCE: audience,
      ALLOWED_NAMESPACES: 'desktop',
      FILE_NAMES: '{project}-{version}.*',
      S3_BUCKET: Bucket,
      S3_PREFIX: 'releases',
      BODY_GRACE_SECONDS: '2',
      ...noAccount,
      AWS_ENDPOINT_URL: endpoint(),
    },
    'elsewhere',
  );
});
afterAll(async () => {
  await service.stop();
  await issuer.stop();
  await emulator.stop();
});

/** By its address: a bucket is no host below a name of this machine. */
const endpoint = () => `http://127.0.0.1:${emulator.port}`;

const put = (version: string, body: Buffer | string, headers = {}) =>
  service.put(
    `/releases/desktop/files/${version}/files-${version}.tar.xz`,
    signed(key, tagClaims(issuer.url, { ref: version, job_id: '7', sha: 'c0ffee' })),
    body,
    headers,
  );
const keyOf = (version: string) => `releases/desktop/files/${version}/files-${version}.tar.xz`;

test('a release is kept in the bucket once, with what it is and where it came from', async () => {
  const content = Buffer.alloc(3 * mebibyte + 5, 'release');
  expect(await put('1.0', content)).toMatchObject({ status: 201 });
  expect(await put('1.0', content)).toMatchObject({ status: 200 });
  expect(await put('1.0', 'other')).toMatchObject({ status: 409 });
  const { Body, Metadata, CacheControl } = await s3.send(new GetObjectCommand({ Bucket, Key: keyOf('1.0') }));
  expect(sha256(Buffer.from((await Body?.transformToByteArray()) ?? []))).toBe(sha256(content));
  expect(Metadata).toEqual({ sha256: sha256(content), job: '7', commit: 'c0ffee' });
  expect(CacheControl).toContain('immutable');
});

test('content that is not what was announced never becomes an object', async () => {
  expect(await put('2.0', 'x'.repeat(200_000), { 'x-checksum-sha256': sha256('y') })).toMatchObject({ status: 422 });
  await expect(s3.send(new HeadObjectCommand({ Bucket, Key: keyOf('2.0') }))).rejects.toThrow();
});

test('of jobs that publish at once, one does', async () => {
  const answers = await Promise.all(['a', 'b', 'c', 'd'].map((letter) => put('3.0', letter.repeat(100_000))));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
});

test('without the bucket a job is told to try again, and nothing of AWS', async () => {
  const lost = await RunningService.started(
    {
      ISSUER: issuer.url,
      AUDIENCE: audience,
      ALLOWED_NAMESPACES: 'desktop',
      FILE_NAMES: '*',
      S3_BUCKET: 'gone',
      S3_PREFIX: 'releases',
      ...noAccount,
      AWS_ENDPOINT_URL: endpoint(),
    },
    'elsewhere',
  );
  const before = service;
  service = lost;
  const answer = await put('4.0', 'x');
  service = before;
  expect(answer).toEqual({
    status: 503,
    text: 'failed: the file could not be stored, and nothing of it was: try again later\n',
  });
  expect(lost.output).toContain('NoSuchBucket');
  await lost.stop();
});

test('nothing else is in the bucket', async () => {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  expect(Contents.map(({ Key }) => Key)).toEqual([keyOf('1.0'), keyOf('3.0')]);
});
