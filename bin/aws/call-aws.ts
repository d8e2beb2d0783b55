import { z } from 'zod';
import { AwsCallError } from '../../lib/operations/aws-call-error';

/**
 * The answer of a call to AWS.
 *
 * @param action permission that the call needs, e.g. `ec2:DescribeImages`
 * @throws CallFailed with what went wrong in plain words.
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
  /** What AWS, the SDK or the system calls it. */
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

/** The first row that fits is told. Sources: AWS API references, common errors; Node.js, system errors. */
const plainWords: readonly PlainWords[] = [
  {
    when: /^(ExpiredToken(Exception)?|RequestExpired|TokenProviderError)$/,
    reason: () => 'was refused: the AWS credentials have expired',
    remedy: () => signInAgain,
  },
  {
    when: /^CredentialsProviderError$/,
    reason: ({ message }) => `was not called: no AWS credentials to call it with (${message})`,
    remedy: () => 'sign in, for instance with aws sso login, and name your profile in AWS_PROFILE',
  },
  {
    when: /^(AuthFailure|InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidSignature\w*|InvalidAccessKeyId)$/,
    reason: ({ code }) => `was refused: AWS does not accept the credentials (${code})`,
    remedy: () => 'check which profile or keys are set, and that the account has switched the region on',
  },
  {
    when: /^(AccessDenied(Exception)?|UnauthorizedOperation|NotAuthorized\w*|Forbidden)$/,
    reason: ({ message }) => `was denied: ${message}`,
    remedy: (action) => `sign in as someone who may call ${action}, or let this role do so`,
  },
  {
    when: /^(Throttl\w+|RequestLimitExceeded|RequestThrottled\w*|EC2ThrottledException|TooManyRequestsException|SlowDown)$/,
    reason: ({ attempts }) => `was throttled${attempts}: AWS gets too many calls from this account`,
    remedy: () => tryAgain,
  },
  {
    when: /^(TimeoutError|ETIMEDOUT|RequestTimeout(Exception)?)$/,
    reason: ({ attempts }) => `was not answered in time${attempts}`,
    remedy: () => `check the connection to AWS, ${tryAgain}`,
  },
  {
    when: /^(ENOTFOUND|EAI_AGAIN)$/,
    reason: ({ message }) => `found nobody to ask: ${message}`,
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
    `failed${attempts}: ${status >= 500 ? `AWS has a fault of its own (status ${status})` : `${code}: ${message}`}`,
  remedy: () => 'run the command again; if it fails alike, look the error up in the AWS API reference of the call',
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

/** EC2 adds kilobytes of encoded details to what it denies, and the XML reader hints for developers. */
const firstSentence = (message: string): string =>
  (message.split(/ Encoded authorization failure message|\n/)[0] ?? '').replace(/[.\s]+$/, '');
