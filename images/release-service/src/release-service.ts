import type { IncomingMessage, ServerResponse } from 'node:http';
import { reply, type Reply } from '../../http-server/src/reply';
import { bodyBegins } from './body-begins';
import type { Configuration } from './configuration';
import type { GitLabTokens, JobClaims } from './gitlab-tokens';
import { log, type Event } from './log';
import type { Metrics, Result } from './metrics';
import { receivedBody, secondsFor } from './received-body';
import { Refusal } from './refusal';
import { keyOf, releasePath, type ReleasePath } from './release-path';
import { checkRelease } from './release-rules';
import type { Outcome, ReleaseStore } from './release-store';
import { UploadPlaces } from './upload-places';
import { uploadRequest, type UploadRequest } from './upload-request';

export interface ReleaseServiceProps {
  readonly configuration: Configuration;
  readonly tokens: Pick<GitLabTokens, 'verify'>;
  readonly store: ReleaseStore;
  readonly metrics: Metrics;
}

/** Fields of a log entry about a request to publish, as far as they are known. */
type Subject = Partial<Omit<Event, 'event'>>;

interface Answer extends Pick<Reply, 'status' | 'text' | 'lingerSeconds'> {
  readonly result: Result;
  readonly reason?: string;
}

/** Answers requests: publishes files that may be published, and refuses everything else with a reason. */
export class ReleaseService {
  private readonly places: UploadPlaces;

  constructor(private readonly props: ReleaseServiceProps) {
    this.places = new UploadPlaces(props.configuration.maxUploads, props.metrics);
  }

  /** `proceed` sends `100 Continue` to a client that waits with its body. */
  async answer(request: IncomingMessage, response: ServerResponse, proceed: () => void): Promise<void> {
    const { metrics } = this.props;
    const { method = '', url = '' } = request;
    const asked = method === 'GET' ? this.ownPage(url) : undefined;
    if (asked !== undefined) {
      reply(request, response, { status: 200, text: asked });
      return;
    }

    const started = process.hrtime.bigint();
    const subject: Subject = {};
    const finish = ({ result, status, text, lingerSeconds, reason }: Answer) => {
      const milliseconds = Number((process.hrtime.bigint() - started) / 1_000_000n);
      metrics.count(result);
      log({ event: result, status, ...subject, milliseconds, reason });
      reply(request, response, { status, text, lingerSeconds, headers: headersOf(status) });
    };
    try {
      finish(await this.publish(request, subject, proceed));
    } catch (error) {
      if (error instanceof Refusal) {
        // Bots request many paths, so a request that does not try to publish is not counted as refused.
        const result = subject.project === undefined ? 'stray' : 'refused';
        finish({ result, status: error.status, text: `refused: ${error.message}\n`, reason: error.message });
        return;
      }
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      const text = 'failed: the file could not be stored, and nothing of it was: try again later\n';
      finish({ result: 'failed', status: 503, text, reason });
    }
  }

  /** The service's own pages, for probes and Prometheus; undefined for other paths. */
  private ownPage(url: string): string | undefined {
    if (url === '/healthz') return 'ok\n';
    return url === '/metrics' ? this.props.metrics.text() : undefined;
  }

  private async publish(request: IncomingMessage, subject: Subject, proceed: () => void): Promise<Answer> {
    const { configuration, tokens, store } = this.props;
    const { method = '', url = '' } = request;
    const path = releasePath(url);
    if (method !== 'PUT') throw new Refusal(405, 'files are published with PUT, and are downloaded elsewhere');
    Object.assign(subject, path);
    const upload = uploadRequest(request, configuration.maxBytes);
    const { bytes, sha256 } = upload;
    Object.assign(subject, { bytes, sha256 } satisfies Subject);

    const job = await tokens.verify(upload.token);
    const { job_id, pipeline_id, user_login } = job;
    Object.assign(subject, { job: job_id, pipeline: pipeline_id, user: user_login } satisfies Subject);
    checkRelease(path, job, configuration);

    const key = keyOf(path);
    const kept = await store.digestOf(key);
    if (kept === sha256) return this.unchanged(request, path, upload);
    if (kept !== undefined) return this.answerFor('taken', path, upload);
    this.places.check(path.project);
    proceed();
    const graceSeconds = configuration.bodyGraceSeconds;
    await bodyBegins(request, graceSeconds);
    const leave = this.places.take(path.project);
    try {
      const outcome = await receivedBody(request, { bytes, sha256, graceSeconds }, (content) =>
        store.add({ key, bytes, sha256, content, origin: originOf(job) }),
      );
      return this.answerFor(outcome, path, upload);
    } finally {
      leave();
    }
  }

  /**
   * Answer for a file that exists with the same content. A client that sends the body without `Expect: 100-continue`
   * may report an error when it cannot send all of it, so the body is still received.
   */
  private unchanged(request: IncomingMessage, path: ReleasePath, upload: UploadRequest): Answer {
    const answer = this.answerFor('unchanged', path, upload);
    if (request.headers.expect !== undefined) return answer;
    const graceSeconds = this.props.configuration.bodyGraceSeconds;
    return { ...answer, lingerSeconds: secondsFor({ bytes: upload.bytes, graceSeconds }) };
  }

  private answerFor(outcome: Outcome, path: ReleasePath, { bytes, sha256 }: UploadRequest): Answer {
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

/** Origin of a file as metadata of its object: only values that S3 accepts and that help to find the job. */
const originOf = (job: JobClaims): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({ commit: job.sha, job: job.job_id, pipeline: job.pipeline_id }).flatMap(([name, value]) =>
      value !== undefined && /^[0-9a-f]{1,64}$/.test(value) ? [[name, value]] : [],
    ),
  );

function headersOf(status: number): Reply['headers'] {
  switch (status) {
    case 401:
      return { 'www-authenticate': 'Bearer' };
    case 405:
      return { allow: 'PUT' };
    case 503:
      return { 'retry-after': '30' };
    default:
      return {};
  }
}
