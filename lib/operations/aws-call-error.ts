/**
 * A failed call to AWS, or of a program such as `oc`. Its message says what went wrong and what to do, so it is printed
 * without a stack trace.
 */
export class AwsCallError extends Error {
  override readonly name = 'AwsCallError';

  constructor(
    /** The permission that the call needs, e.g. `ec2:DescribeImages`, or the program that failed. */
    readonly action: string,
    readonly reason: string,
    readonly remedy: string,
  ) {
    super(`${action} ${reason}\n    ${remedy}`);
  }
}
