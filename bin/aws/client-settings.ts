import type { EC2ClientConfig } from '@aws-sdk/client-ec2';

/** Settings of every AWS client. */
export type ClientSettings = Pick<EC2ClientConfig, 'maxAttempts' | 'requestHandler' | 'retryMode'> & {
  readonly region: string;
};

/** Attempts at one call before it fails: with growing pauses, about ten seconds in all when throttled. */
const maxAttempts = 5;

/**
 * Region, retries and time limits of every AWS client. The SDK finds credentials and `AWS_ENDPOINT_URL` as every AWS tool
 * does. Without a time limit a call that hangs would wait for ever: the SDK has none by default.
 */
export function clientSettings(region: string): ClientSettings {
  // package.json says which Node.js versions are supported, so the SDK need not warn about them in each command.
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
