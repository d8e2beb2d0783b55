import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Configuration } from './configuration';
import type { GitLabTokens, JobClaims } from './gitlab-tokens';
import { log, type Event } from './log';
import type { Metrics, Result } from './metrics';
import { Refusal } from './refusal';
import { keyOf, releasePath, type ReleasePath } from './release-path';
import { checkRelease } from './release-rules';
import type { Outcome, ReleaseStore } from './release-store';
import { uploadRequest, type UploadRequest } from './upload-request';
import { VerifiedContent } from './verified-content';

export interface ReleaseServiceProps {
  readonly configuration: Configuration;
  readonly tokens: Pick<GitLabTokens, 'verify'>;
  readonly store: ReleaseStore;
  readonly metrics: Metrics;
}

/** What a request to publish is about, as far as it is known. */
type Subject = Partial<Omit<Event, 'event'>>;

const mebibyte = 1024 * 1024;

/** Answers requests: publishes what may be published, refuses all else with a reason. */
export class ReleaseService {
  constructor(private readonly props: ReleaseServiceProps) {}

  /** `proceed` asks a client that waits with its body to send it. */
  async answer(request: IncomingMessage, response: ServerResponse, proceed: () => void): Promise<void> {
    const { metrics } = this.props;
    const { method = '', url = '' } = request;
    const asked = method === 'GET' ? this.ownPage(url) : undefined;
    if (asked !== undefined) {
      reply(response, 200, asked);
      return;
    }

    const started = process.hrtime.bigint();
    const subject: Subject = {};
    const finish = (result: Result, status: number, text: string, reason?: string) => {
      const milliseconds = Number((process.hrtime.bigint() - started) / 1_000_000n);
      metrics.count(result);
      log({ event: result, status, ...subject, milliseconds, reason });
      reply(response, status, text);
    };
    try {
      const outcome = await this.publish(request, subject, proceed);
      finish(outcome.result, outcome.status, outcome.text);
    } catch (error) {
      if (error instanceof Refusal) {
        // Robots ask for all sorts of things: what is no attempt to publish is nobody's concern.
        const result = subject.project === undefined ? 'stray' : 'refused';
        finish(result, error.status, `refused: ${error.message}\n`, error.message);
        return;
      }
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      finish('failed', 503, 'failed: the file could not be stored, and nothing of it was: try again later\n', reason);
    }
  }

  /** What it says of itself. */
  private ownPage(url: string): string | undefined {
    if (url === '/healthz') return 'ok\n';
    return url === '/metrics' ? this.props.metrics.text() : undefined;
  }

  private async publish(request: IncomingMessage, subject: Subject, proceed: () => void) {
    const { configuration, tokens, store, metrics } = this.props;
    const { method = '', url = '' } = request;
    const path = releasePath(url);
    if (method !== 'PUT') throw new Refusal(405, 'files are published with PUT, and are downloaded elsewhere');
    Object.assign(subject, path);
    const upload = uploadRequest(request, configuration.maxBytes);
    Object.assign(subject, { bytes: upload.bytes, sha256: upload.sha256 } satisfies Subject);

    const job = await tokens.verify(upload.token);
    Object.assign(subject, {
      ...{ job: job.job_id, pipeline: job.pipeline_id, user: job.user_login },
    } satisfies Subject);
    checkRelease(path, job, configuration);

    const key = keyOf(path);
    const kept = await store.digestOf(key);
    if (kept !== undefined) return this.answerFor(kept === upload.sha256 ? 'unchanged' : 'taken', path, upload);
    if (metrics.uploads >= configuration.maxUploads)
      throw new Refusal(503, 'too many uploads at once: try again later');
    metrics.uploads += 1;
    try {
      proceed();
      return this.answerFor(await this.receive(request, key, upload, job), path, upload);
    } finally {
      metrics.uploads -= 1;
    }
  }

  /** Takes the body in, for as long as a body of its size may take. */
  private async receive(request: IncomingMessage, key: string, upload: UploadRequest, job: JobClaims) {
    const { bytes, sha256 } = upload;
    const { configuration, store } = this.props;
    const content = new VerifiedContent(upload);
    // It may fail before the store has begun to read it, and nobody listening would end the process.
    content.on('error', () => undefined);
    const seconds = configuration.bodyGraceSeconds + bytes / mebibyte;
    const deadline = setTimeout(
      () => content.destroy(new Refusal(408, `the file did not come in within ${Math.ceil(seconds)} seconds`)),
      seconds * 1000,
    );
    request.once('error', () => content.destroy(new Refusal(400, 'the upload broke off')));
    request.pipe(content);
    try {
      return await store.add({ key, bytes, sha256, content, origin: originOf(job) });
    } catch (error) {
      // What the store says of a stream that failed is not why.
      throw content.errored ?? error;
    } finally {
      clearTimeout(deadline);
      request.unpipe(content);
      content.destroy();
    }
  }

  private answerFor(outcome: Outcome, path: ReleasePath, { bytes, sha256 }: UploadRequest) {
    const { configuration, metrics } = this.props;
    const { downloadUrl } = configuration;
    const place = downloadUrl === undefined ? keyOf(path) : `${downloadUrl}/${keyOf(path)}`;
    switch (outcome) {
      case 'published':
        metrics.countPublished(bytes);
        return { result: outcome, status: 201, text: `published: ${place}\nsha256: ${sha256}\n` };
      case 'unchanged':
        return { result: outcome, status: 200, text: `published before, the same: ${place}\nsha256: ${sha256}\n` };
      case 'taken':
        throw new Refusal(409, `${keyOf(path)} is published with other content, and stays: release a new version`);
    }
  }
}

/** Only what S3 takes as metadata and an investigation needs. */
const originOf = (job: JobClaims): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({ commit: job.sha, job: job.job_id, pipeline: job.pipeline_id }).flatMap(([name, value]) =>
      value !== undefined && /^[0-9a-f]{1,64}$/.test(value) ? [[name, value]] : [],
    ),
  );

/** The connection ends with a no, so that nobody has to take in what nobody wants. */
function reply(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    ...(status === 405 ? { allow: 'PUT' } : {}),
    ...(status === 503 ? { 'retry-after': '30' } : {}),
    ...(status >= 400 ? { connection: 'close' } : {}),
  });
  response.end(text);
}
