import { z } from 'zod';
import type { Immutable } from '../immutable';
import { refusal, urlPath } from './fields';

const secretVariable = z.string().meta({ examples: ['METRICS_TOKEN'] });

const credentials = z
  .union([
    z.strictObject({ token: secretVariable.describe('variable under secrets with a token, sent as Bearer') }),
    z.strictObject({
      user: z
        .string()
        // Source: RFC 7617, section 2.
        .regex(
          /^[^:\p{Cc}]{1,128}$/u,
          refusal(
            'is not a user of HTTP basic authentication',
            'write it like prometheus, in one line of at most 128 characters without a colon',
          ),
        )
        .meta({ examples: ['prometheus'] })
        .describe('name of the account'),
      password: secretVariable.describe('variable under secrets with its password'),
    }),
  ])
  .describe('{ token: <NAME> } or { user: <text>, password: <NAME> }, with the name of one of the service’s secrets');

/** Where Prometheus reads the metrics of a process. */
export const metricsSchema = z
  .union([
    urlPath,
    z.strictObject({
      path: urlPath.default('/metrics').describe('path of the metrics at that port'),
      port: z
        .int()
        .min(1)
        .max(65535)
        .optional()
        .describe('port of the metrics, open to Prometheus only; that of the process if left out'),
      credentials: credentials.optional().describe('what Prometheus logs in with; nothing if left out'),
    }),
  ])
  .optional()
  .describe(
    'path of its Prometheus metrics, { port: <port> } for a separate port, { credentials: { token: <NAME> } } where it needs a login; never exposed to the internet',
  );

/** Where a tenant's file says that Prometheus reads metrics. */
export type DeclaredMetrics = Immutable<z.output<typeof metricsSchema>>;

/** Path of metrics and, where they have one of their own, port. */
export interface MetricsPlace {
  readonly path: string;
  /**
   * Port of the metrics alone.
   * @default that of the process
   */
  readonly port?: number;
  /**
   * What Prometheus logs in with, by the names of secret variables.
   * @default nothing
   */
  readonly credentials?: Immutable<z.output<typeof credentials>>;
}

/** The path of metrics at the port of the process itself; undefined if they have another port, or there are none. */
export const metricsBeside = (declared: DeclaredMetrics): string | undefined => {
  const place = metricsPlace(declared);
  return place?.port === undefined ? place?.path : undefined;
};

/** The place of metrics in one form; undefined without metrics. */
export const metricsPlace = (declared: DeclaredMetrics): MetricsPlace | undefined =>
  typeof declared === 'string' ? { path: declared } : declared;
