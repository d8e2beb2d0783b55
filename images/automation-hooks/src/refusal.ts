/** An answer that is a no: the status and, for whoever looks into GitLab's list of deliveries, the reason. */
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
