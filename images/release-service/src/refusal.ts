/** An answer that is a no: the status and, for the person who reads the job's log, the reason. */
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
