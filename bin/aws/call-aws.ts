import { z } from 'zod';
import { AwsCallError } from '../../lib/operations/aws-call-error';

/**
 * Makes a call to AWS and returns its answer.
 *
 * @param action permission that the call needs, e.g. `ec2:DescribeImages`
 * @throws AwsCallError with the reason in plain words, and a remedy.
 */
export async function callAws<Answer>(action: string, call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    const failure = toFailure(error);
    const row = plainWords.find(({ when }) => when.test(failure.code)) ?? anythingElse;
    throw new AwsCallError(action, row.reason(failure), row.remedy(action));
  }
}

interface Failure {
  /** Code of the error from AWS, the SDK or the operating system. */
  readonly code: string;
  readonly message: string;
  /** In words: ` in 5 attempts`, or nothing for one. */
  readonly attempts: string;
  /** HTTP status, if an answer came. */
  readonly status: number | undefined;
}

interface PlainWords {
  readonly when: RegExp;
  readonly reason: (failure: Failure) => string;
  readonly remedy: (action: string) => string;
}

const signInAgain = 'sign in again, for instance with: aws sso login';
const tryAgain = 'wait a minute and run the command again';

/**
 * Errors in plain words; the first row that matches is used. Sources: AWS API references, common errors; Node.js, system errors.
 */
const plainWords: readonly PlainWords[] = [
  {
    when: /^(ExpiredToken(Exception)?|RequestExpired|TokenProviderError)$/,
    reason: () => 'was refused: the AWS credentials have expired',
    remedy: () => signInAgain,
  },
  {
    when: /^CredentialsProviderError$/,
    reason: ({ message }) => `was not called: there are no AWS credentials (${message})`,
    remedy: () => 'sign in, for instance with aws sso login, and name your profile in AWS_PROFILE',
  },
  {
    when: /^(AuthFailure|InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidSignature\w*|InvalidAccessKeyId)$/,
    reason: ({ code }) => `was refused: AWS does not accept the credentials (${code})`,
    remedy: () => 'check which profile or keys are set, and that the region is enabled for the account',
  },
  {
    when: /^(AccessDenied(Exception)?|UnauthorizedOperation|NotAuthorized\w*|Forbidden)$/,
    reason: ({ message }) => `was denied: ${message}`,
    remedy: (action) => `sign in with a role that may call ${action}, or allow it for this role`,
  },
  {
    when: /^(Throttl\w+|RequestLimitExceeded|RequestThrottled\w*|EC2ThrottledException|TooManyRequestsException|SlowDown)$/,
    reason: ({ attempts }) => `was throttled${attempts}: there are too many calls from this account`,
    remedy: () => tryAgain,
  },
  {
    when: /^(TimeoutError|ETIMEDOUT|RequestTimeout(Exception)?)$/,
    reason: ({ attempts }) => `was not answered in time${attempts}`,
    remedy: () => `check the connection to AWS, ${tryAgain}`,
  },
  {
    when: /^(ENOTFOUND|EAI_AGAIN)$/,
    reason: ({ message }) => `found no server: ${message}`,
    remedy: () => 'check the name resolution of this machine, and that the region of the environment exists',
  },
  {
    when: /^(ECONN\w+|EPIPE|EHOSTUNREACH|ENETUNREACH)$/,
    reason: ({ code, attempts }) => `lost the connection${attempts} (${code})`,
    remedy: () => `check the connection to AWS, ${tryAgain}`,
  },
];

const anythingElse: Omit<PlainWords, 'when'> = {
  reason: ({ code, message, attempts, status = 0 }) =>
    `failed${attempts}: ${status >= 500 ? `AWS has a fault (status ${status})` : `${code}: ${message}`}`,
  remedy: () =>
    'run the command again; if it fails in the same way, look the error up in the AWS API reference of the call',
};

function toFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { code: 'Error', message: String(error), attempts: '', status: undefined };
  const system: unknown = 'code' in error ? error.code : undefined;
  const metadata = metadataSchema.safeParse('$metadata' in error ? error.$metadata : undefined);
  const { attempts, httpStatusCode } = metadata.data ?? { attempts: 1, httpStatusCode: undefined };
  return {
    code: typeof system === 'string' && /^(Aggregate)?Error$/.test(error.name) ? system : error.name,
    message: firstSentence(error.message),
    attempts: attempts > 1 ? ` in ${attempts} attempts` : '',
    status: httpStatusCode,
  };
}

const metadataSchema = z.object({ attempts: z.number().default(1), httpStatusCode: z.number().optional() });

/** First sentence of a message: after it EC2 adds kilobytes of encoded details, and the XML parser adds hints for developers. */
const firstSentence = (message: string): string =>
  (message.split(/ Encoded authorization failure message|\n/)[0] ?? '').replace(/[.\s]+$/, '');
