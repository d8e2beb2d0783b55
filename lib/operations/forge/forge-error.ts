/** A request that a forge refused, or did not answer. Its message says what to do. */
export class ForgeError extends Error {
  override readonly name = 'ForgeError';

  constructor(
    /** Method and path, without the token. */
    readonly request: string,
    reason: string,
    remedy: string,
    /** HTTP status; 0 without an answer. */
    readonly status: number,
  ) {
    super(`${request}: ${reason}\n    ${remedy}`);
  }
}
