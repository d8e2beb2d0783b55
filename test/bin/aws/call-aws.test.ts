import { callAws } from '../../../bin/aws/call-aws';
import { once } from '../../../bin/aws/once';
import { AwsCallError } from '../../../lib/operations/aws-call-error';

const action = 'ec2:DescribeImages';

async function said(error: unknown): Promise<string> {
  const failure: unknown = await callAws(action, () => Promise.reject(asError(error))).catch(
    (caught: unknown) => caught,
  );
  if (!(failure instanceof AwsCallError)) throw new Error(`not told in plain words: ${String(failure)}`);
  return failure.message;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** An error as the SDK throws it. */
const failure = (name: string, message = '', more: object = {}) => Object.assign(new Error(message), { name, ...more });
const system = (code: string, message = '') => Object.assign(new Error(message), { code, $metadata: { attempts: 5 } });
const tried = (attempts: number, httpStatusCode = 400) => ({ $metadata: { attempts, httpStatusCode } });

const tryAgain = 'wait a minute and run the command again';
const signIn = 'sign in again, for instance with: aws sso login';

test.each<[string, Error, string, string]>([
  [
    'expired keys',
    failure('ExpiredToken', 'The security token has expired'),
    'was refused: the AWS credentials have expired',
    signIn,
  ],
  ['an expired request', failure('RequestExpired'), 'was refused: the AWS credentials have expired', signIn],
  [
    'an expired sign-on',
    failure('TokenProviderError', 'Token is expired'),
    'was refused: the AWS credentials have expired',
    signIn,
  ],
  [
    'no keys',
    failure('CredentialsProviderError', 'Could not load credentials from any providers'),
    'was not called: there are no AWS credentials (Could not load credentials from any providers)',
    'sign in, for instance with aws sso login, and name your profile in AWS_PROFILE',
  ],
  [
    'keys of nobody',
    failure('AuthFailure', 'AWS was not able to validate the provided access credentials'),
    'was refused: AWS does not accept the credentials (AuthFailure)',
    'check which profile or keys are set, and that the region is enabled for the account',
  ],
  [
    'no permission',
    failure(
      'UnauthorizedOperation',
      'You are not authorized to perform: ec2:DescribeImages. Encoded authorization failure message: 4f8b',
    ),
    'was denied: You are not authorized to perform: ec2:DescribeImages',
    'sign in with a role that may call ec2:DescribeImages, or allow it for this role',
  ],
  [
    'throttling',
    failure('RequestLimitExceeded', 'Request limit exceeded.', tried(5, 503)),
    'was throttled in 5 attempts: there are too many calls from this account',
    tryAgain,
  ],
  [
    'throttling of another service',
    failure('ThrottlingException', 'Rate exceeded', tried(1)),
    'was throttled: there are too many calls from this account',
    tryAgain,
  ],
  [
    'no answer',
    failure('TimeoutError', 'exceeded', { code: 'ETIMEDOUT', ...tried(5) }),
    'was not answered in time in 5 attempts',
    `check the connection to AWS, ${tryAgain}`,
  ],
  [
    'no name',
    system('ENOTFOUND', 'getaddrinfo ENOTFOUND ec2.us-east-9.amazonaws.com'),
    'found no server: getaddrinfo ENOTFOUND ec2.us-east-9.amazonaws.com',
    'check the name resolution of this machine, and that the region of the environment exists',
  ],
  [
    'a cut connection',
    system('ECONNRESET', 'aborted'),
    'lost the connection in 5 attempts (ECONNRESET)',
    `check the connection to AWS, ${tryAgain}`,
  ],
  [
    'no connection by any address',
    Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' }),
    'lost the connection (ECONNREFUSED)',
    `check the connection to AWS, ${tryAgain}`,
  ],
])('%s is told in plain words', async (_, error, reason, remedy) => {
  expect(await said(error)).toBe(`${action} ${reason}\n    ${remedy}`);
});

const lookUp =
  'run the command again; if it fails in the same way, look the error up in the AWS API reference of the call';

test.each<[string, Error, string]>([
  [
    'a quota that is not throttling',
    failure('VpcLimitExceeded', 'The maximum number of VPCs has been reached.', tried(1)),
    'failed: VpcLimitExceeded: The maximum number of VPCs has been reached',
  ],
  [
    'a fault of AWS',
    failure('SyntaxError', 'Unexpected token <\n  Deserialization error', tried(5, 500)),
    'failed in 5 attempts: AWS has a fault (status 500)',
  ],
])('%s is told as it is', async (_, error, reason) => {
  expect(await said(error)).toBe(`${action} ${reason}\n    ${lookUp}`);
});

test('an answer goes through', async () => {
  expect(await callAws(action, () => Promise.resolve(7))).toBe(7);
});

test('a question is asked once, also when it was not answered', async () => {
  let times = 0;
  const ask = once(() => {
    times += 1;
    return Promise.reject(new Error('no'));
  });
  await expect(ask()).rejects.toThrow('no');
  await expect(ask()).rejects.toThrow('no');
  expect(times).toBe(1);
});
