import { z } from 'zod';
import type { Immutable } from '../immutable';
import { urlPath } from './fields';

/** Where Prometheus reads the metrics of a process. */
export const metricsSchema = z
  .union([
    urlPath,
    z.strictObject({
      path: urlPath.default('/metrics').describe('path of the metrics at that port'),
      port: z.int().min(1).max(65535).describe('port of the metrics, open to Prometheus only'),
    }),
  ])
  .optional()
  .describe('path of its Prometheus metrics, or { port: <port> } for a separate port; never exposed to the internet');

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
}

/** The place of metrics in one form; undefined without metrics. */
export const metricsPlace = (declared: DeclaredMetrics): MetricsPlace | undefined =>
  typeof declared === 'string' ? { path: declared } : declared;
