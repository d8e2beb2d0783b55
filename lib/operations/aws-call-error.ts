/** A call to AWS that brought no answer, in words that an operator can act on; it needs no stack trace. */
export class AwsCallError extends Error {
  override readonly name = 'CallFailed';

  constructor(
    /** The permission that the call needs, e.g. `ec2:DescribeImages`. */
    readonly action: string,
    readonly reason: string,
    readonly remedy: string,
  ) {
    super(`${action} ${reason}\n    ${remedy}`);
  }
}
