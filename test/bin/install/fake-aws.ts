import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { z } from 'zod';

/** An answer of AWS. */
interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const failed = (type: string): Answer => ({ status: 400, body: JSON.stringify({ __type: type, message: type }) });
const xml = (body: string): Answer => ({ headers: { 'content-type': 'text/xml' }, body });

/** A machine that runs. */
export interface FakeMachine {
  readonly name: string;
  readonly instanceId: string;
  readonly privateAddress: string;
  readonly publicAddress?: string;
}

const moveSchema = z.object({
  VersionStage: z.string(),
  MoveToVersionId: z.string().optional(),
  RemoveFromVersionId: z.string().optional(),
});

/** As much of AWS as an installation talks to: who one is, secrets, one bucket, and machines. */
export class FakeAws {
  account = '111122223333';
  /** Secrets by name. */
  readonly secrets = new Map<string, string>();
  /** Secrets without a value, as CloudFormation makes those that people fill. */
  readonly empty = new Set<string>();
  /** Called when a version of a secret has been stored that nobody reads yet. */
  onStored: () => void = () => undefined;
  private readonly versions = new Map<string, { readonly secret: string; readonly text: string }>();
  /** Secrets that are marked for deletion. */
  readonly deleted = new Set<string>();
  /** Buckets, and texts in them by key. */
  readonly buckets = new Map<string, Map<string, string>>();
  /** Machines that run. */
  machines: readonly FakeMachine[] = [];
  /** What was asked, in order. */
  readonly calls: string[] = [];
  /** Headers of the last object that was put. */
  lastPut: IncomingMessage['headers'] = {};
  private readonly server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { status = 200, headers = {}, body = '' } = this.answer(request, Buffer.concat(parts).toString());
      response.writeHead(status, headers).end(body);
    });
  });

  /** Variables of a program that shall talk to it, once it listens. */
  async start(): Promise<Readonly<Record<string, string>>> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const { port } = z.object({ port: z.number() }).parse(this.server.address());
    return {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_EC2_METADATA_DISABLED: 'true',
    };
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(request: IncomingMessage, body: string): Answer {
    const target = z.string().default('').parse(request.headers['x-amz-target']);
    if (target !== '') return this.secret(target.replace('secretsmanager.', ''), body);
    if (body.includes('Action=GetCallerIdentity')) {
      this.calls.push('GetCallerIdentity');
      return xml(
        `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${this.account}</Account><Arn>arn:aws:iam::${this.account}:user/test</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>`,
      );
    }
    if (body.includes('Action=DescribeInstances')) return this.describe(new URLSearchParams(body));
    return this.object(request, body);
  }

  private describe(question: URLSearchParams): Answer {
    this.calls.push('DescribeInstances');
    const names = [...question].flatMap(([key, value]) => (key.startsWith('Filter.1.Value.') ? [value] : []));
    const items = this.machines
      .filter(({ name }) => names.includes(name))
      .map(
        ({ name, instanceId, privateAddress, publicAddress }) =>
          `<item><instanceId>${instanceId}</instanceId><privateIpAddress>${privateAddress}</privateIpAddress>${publicAddress === undefined ? '' : `<ipAddress>${publicAddress}</ipAddress>`}<tagSet><item><key>Name</key><value>${name}</value></item></tagSet></item>`,
      );
    return xml(
      `<DescribeInstancesResponse><reservationSet><item><instancesSet>${items.join('')}</instancesSet></item></reservationSet></DescribeInstancesResponse>`,
    );
  }

  private secret(action: string, body: string): Answer {
    this.calls.push(action);
    const input = z
      .object({ SecretId: z.string().optional(), Name: z.string().optional(), SecretString: z.string().default('') })
      .parse(JSON.parse(body));
    const name = input.SecretId ?? input.Name ?? '';
    if (this.deleted.has(name)) return failed('InvalidRequestException');
    const held = this.secrets.get(name);
    if (/^(Describe|Put|UpdateSecretVersion)/.test(action)) return this.version(action, name, body);
    if (action === 'GetSecretValue') {
      return held === undefined
        ? failed('ResourceNotFoundException')
        : { body: JSON.stringify({ Name: name, SecretString: held, VersionId: this.current(name) }) };
    }
    if (held !== undefined) return failed('ResourceExistsException');
    this.secrets.set(name, input.SecretString);
    return { body: JSON.stringify({ Name: name }) };
  }

  /** A secret whose value is set anew has another version, whoever sets it. */
  private current(name: string): string | undefined {
    const text = this.secrets.get(name);
    return text === undefined ? undefined : createHash('sha256').update(text).digest('hex').slice(0, 32);
  }

  private version(action: string, name: string, body: string): Answer {
    if (!this.secrets.has(name) && !this.empty.has(name)) return failed('ResourceNotFoundException');
    const current = this.current(name);
    if (action === 'DescribeSecret') {
      const versions = current === undefined ? {} : { [current]: ['AWSCURRENT'] };
      return { body: JSON.stringify({ Name: name, VersionIdsToStages: versions }) };
    }
    if (action === 'PutSecretValue') {
      const { SecretString: text } = z.object({ SecretString: z.string() }).parse(JSON.parse(body));
      const VersionId = createHash('sha256').update(text).digest('hex').slice(0, 32);
      this.versions.set(VersionId, { secret: name, text });
      this.onStored();
      if (current !== undefined) return { body: JSON.stringify({ VersionId, VersionStages: ['stored'] }) };
      this.secrets.set(name, text);
      return { body: JSON.stringify({ VersionId, VersionStages: ['stored', 'AWSCURRENT'] }) };
    }
    const { VersionStage, MoveToVersionId, RemoveFromVersionId } = moveSchema.parse(JSON.parse(body));
    if (VersionStage !== 'AWSCURRENT') return { body: '{}' };
    const stored = this.versions.get(MoveToVersionId ?? '');
    if (RemoveFromVersionId !== this.current(name) || stored?.secret !== name)
      return failed('InvalidParameterException');
    this.secrets.set(name, stored.text);
    return { body: '{}' };
  }

  private object({ method = '', url = '', headers }: IncomingMessage, body: string): Answer {
    const { pathname } = new URL(url, 'http://localhost');
    const [, bucketName = '', key = ''] = pathname.split('/');
    const bucket = this.buckets.get(bucketName);
    this.calls.push(`${method} ${bucketName}`);
    if (bucket === undefined) return { status: 404, body: '<Error><Code>NoSuchBucket</Code></Error>' };
    if (headers['x-amz-expected-bucket-owner'] !== this.account) {
      return { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' };
    }
    if (method === 'PUT') {
      this.lastPut = headers;
      // What the client sends in chunks has its text between their sizes; a checksum follows.
      bucket.set(key, /^[0-9a-f]+\r\n([^]*)\r\n0\r\n/.exec(body)?.[1] ?? body);
      return { headers: { etag: '"put"' } };
    }
    const contents = [...bucket].map(([name, text]) => {
      const digest = createHash('md5').update(text).digest('hex');
      return `<Contents><Key>${name}</Key><ETag>&quot;${digest}&quot;</ETag><LastModified>2026-11-21T06:00:00.000Z</LastModified></Contents>`;
    });
    return xml(`<ListBucketResult><Name>${bucketName}</Name>${contents.join('')}</ListBucketResult>`);
  }
}
