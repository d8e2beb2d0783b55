const results = ['published', 'unchanged', 'refused', 'stray', 'failed'] as const;

/** Result of a request; `stray` for one that did not try to publish. */
export type Result = (typeof results)[number];

/** Metrics of the service, in the text format of Prometheus. */
export class Metrics {
  /** Number of uploads at the moment. */
  uploads = 0;
  private readonly requests = new Map<Result, number>(results.map((result) => [result, 0]));
  private bytes = 0;
  private keyFailures = 0;

  count(result: Result): void {
    this.requests.set(result, (this.requests.get(result) ?? 0) + 1);
  }

  countPublished(bytes: number): void {
    this.bytes += bytes;
  }

  countKeyFailure(): void {
    this.keyFailures += 1;
  }

  text(): string {
    return [
      '# HELP release_requests_total Requests, by what they came to.',
      '# TYPE release_requests_total counter',
      ...[...this.requests].map(([result, count]) => `release_requests_total{result="${result}"} ${count}`),
      '# HELP release_published_bytes_total Bytes of files that were published.',
      '# TYPE release_published_bytes_total counter',
      `release_published_bytes_total ${this.bytes}`,
      '# HELP release_key_failures_total Times that the keys of GitLab could not be had.',
      '# TYPE release_key_failures_total counter',
      `release_key_failures_total ${this.keyFailures}`,
      '# HELP release_uploads Uploads on their way.',
      '# TYPE release_uploads gauge',
      `release_uploads ${this.uploads}`,
      '',
    ].join('\n');
  }
}
