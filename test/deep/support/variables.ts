import { lookup } from 'node:dns/promises';

/** Environment variables by name. */
export type Variables = Readonly<Record<string, string>>;

/**
 * What a program needs to call an emulator at `endpoint` and nobody else: keys that open nothing, no profile, no
 * instance metadata, no proxy, and none of the variables of whoever runs the tests but the search path.
 */
export const variablesFor = (endpoint: string, home: string): Variables => ({
  PATH: process.env.PATH ?? '',
  HOME: home,
  TMPDIR: home,
  AWS_ENDPOINT_URL: refuseRemote(endpoint),
  ...noAccount,
});

/** Credentials that no account knows, and no way to find others. */
export const noAccount = {
  AWS_ACCESS_KEY_ID: 'testing',
  AWS_SECRET_ACCESS_KEY: 'testing',
  AWS_REGION: 'us-east-1',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
} as const;

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Returns `endpoint`.
 *
 * @throws Error unless it is an address of this machine that others cannot reach.
 */
export function refuseRemote(endpoint: string): string {
  if (loopbackNames.includes(new URL(endpoint).hostname)) return endpoint;
  throw new Error(`${endpoint} is not on this machine: these tests call 127.0.0.1 and localhost only`);
}

/**
 * @throws Error when a variable names an endpoint of AWS services elsewhere, or `localhost` is another machine: the
 * tests would ask it to create things.
 */
export async function refuseRemoteEndpoints(variables: Readonly<Record<string, string | undefined>>): Promise<void> {
  for (const [name, value] of Object.entries(variables)) {
    if (name.startsWith('AWS_ENDPOINT_URL') && value !== undefined) refuseRemote(value);
  }
  for (const { address } of await lookup('localhost', { all: true })) {
    refuseRemote(`http://${address.includes(':') ? `[${address}]` : address}`);
  }
}
