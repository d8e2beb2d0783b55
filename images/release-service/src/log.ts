/** Fields of a log entry. None is for headers, so that no token gets into the log. */
export interface Event {
  readonly event:
    | 'started'
    | 'stopping'
    | 'published'
    | 'unchanged'
    | 'refused'
    | 'stray'
    | 'failed'
    | 'keys-unavailable';
  readonly status?: number;
  readonly project?: string;
  readonly version?: string;
  readonly file?: string;
  readonly bytes?: number;
  readonly sha256?: string;
  readonly job?: string;
  readonly pipeline?: string;
  readonly user?: string;
  readonly milliseconds?: number;
  readonly reason?: string;
}

/** Writes an event as one line of JSON. */
export function log(event: Event): void {
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), ...event })}\n`);
}
