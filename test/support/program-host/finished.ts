/** What a process left behind. */
export interface Finished {
  /** The exit code; null for a process that was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}
