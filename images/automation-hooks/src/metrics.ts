const results = ['started', 'repeated', 'ignored', 'refused', 'failed'] as const;

/** Result of a delivery. */
export type Result = (typeof results)[number];

/** Metrics of the receiver, in the text format of Prometheus. */
export class Metrics {
  private readonly deliveries: ReadonlyMap<string, Map<Result, number>>;
  private stray = 0;

  constructor(hooks: readonly string[]) {
    this.deliveries = new Map(hooks.map((hook) => [hook, new Map(results.map((result) => [result, 0]))]));
  }

  count(hook: string, result: Result): void {
    const counts = this.deliveries.get(hook);
    counts?.set(result, (counts.get(result) ?? 0) + 1);
  }

  /** Counts a request for a path that is not a hook. */
  countStray(): void {
    this.stray += 1;
  }

  text(): string {
    return [
      '# HELP hook_deliveries_total Deliveries, by what they came to.',
      '# TYPE hook_deliveries_total counter',
      ...[...this.deliveries].flatMap(([hook, counts]) =>
        [...counts].map(([result, count]) => `hook_deliveries_total{hook="${hook}",result="${result}"} ${count}`),
      ),
      '# HELP hook_stray_requests_total Requests that were for no hook.',
      '# TYPE hook_stray_requests_total counter',
      `hook_stray_requests_total ${this.stray}`,
      '',
    ].join('\n');
  }
}
