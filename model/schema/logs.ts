import { z } from 'zod';
import { clientBlock } from './client-block';
import { reason } from './fields';

const keepDays = (otherwise: number, what: string) =>
  z.int().min(1).max(3650).default(otherwise).describe(`days ${what} are searchable`);

/** Logs of the cluster, and of hosts and appliances outside it. */
export const logsSchema = z
  .strictObject({
    size: z
      .enum(['1x.demo', '1x.pico', '1x.extra-small', '1x.small', '1x.medium'])
      .default('1x.pico')
      .describe(
        'size of the LokiStack by ingested volume per day: 1x.pico 50 GB, 1x.extra-small 100 GB, 1x.small 500 GB',
      ),
    keepDays: z
      .strictObject({
        application: keepDays(30, 'logs of workloads'),
        infrastructure: keepDays(14, 'logs of the cluster itself, and syslog'),
        audit: keepDays(30, 'records of calls to the API'),
      })
      .prefault({})
      .describe('retention of searchable logs in days, by class'),
    auditArchive: z
      .union([
        z.strictObject({
          keepDays: z.int().min(30).max(3650).describe('days during which nobody can delete an archived record'),
        }),
        z.strictObject({ none: reason }),
      ])
      .default({ keepDays: 365 })
      .describe('archive of API audit logs in a bucket with object lock, or { none: <reason> }'),
    syslog: z
      .strictObject({
        from: z
          .array(clientBlock())
          .min(1)
          .describe('blocks inside the VPC or behind the VPN from which syslog is accepted'),
      })
      .optional()
      .describe('syslog receiver with TLS, for hosts and appliances'),
  })
  .prefault({})
  .describe('logs of the cluster and of hosts outside it');
