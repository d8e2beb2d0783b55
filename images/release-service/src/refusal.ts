/** A refused request: the status and the reason, which people read in the log of the job. */
export class Refusal extends Error {
  constructor(
    /** HTTP status. */
    readonly status: number,
    reason: string,
  ) {
    super(reason);
    this.name = 'Refusal';
  }
}
