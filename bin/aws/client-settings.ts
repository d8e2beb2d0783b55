import type { EC2ClientConfig } from '@aws-sdk/client-ec2';

/** What all clients of AWS services are made with. */
export type ClientSettings = Pick<EC2ClientConfig, 'maxAttempts' | 'requestHandler' | 'retryMode'> & {
  readonly region: string;
};

/** Attempts at one call before the person hears of it: with growing pauses, ten seconds or so when throttled. */
const maxAttempts = 5;

/**
 * Region, patience and time limits of every client. Credentials and `AWS_ENDPOINT_URL` are found by the SDK as by any
 * AWS tool. A call that hangs would otherwise wait for ever: the SDK has no time limit of its own.
 */
export function clientSettings(region: string): ClientSettings {
  // Which Node.js the project runs on is for its package.json to say, not for each command to warn of.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  return {
    region,
    maxAttempts,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: 8_000,
      throwOnRequestTimeout: true,
      socketTimeout: 8_000,
    },
  };
}
