/** A refused request: the status and the reason, which people find in GitLab's list of deliveries. */
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
