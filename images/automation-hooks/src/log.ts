/** Fields of a log entry. None is for headers or text of a payload, so that these never get into the log. */
export interface Event {
  readonly event: 'listening' | 'stopping' | 'started' | 'repeated' | 'ignored' | 'refused' | 'stray' | 'failed';
  readonly status?: number;
  readonly hook?: string;
  readonly delivery?: string;
  readonly job?: string;
  readonly projectId?: number;
  readonly target?: string;
  readonly iid?: number;
  readonly milliseconds?: number;
  readonly reason?: string;
}

/** Writes an event as one line of JSON. */
export function log(event: Event): void {
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), ...event })}\n`);
}
