import { z } from 'zod';
import { addressBlock } from './fields';

/** Who is told when something is wrong, and what it may cost. */
export const observabilitySchema = z
  .strictObject({
    contacts: z
      .array(z.email())
      .min(1)
      .max(10)
      .describe('mail addresses that alarms of AWS and the budget go to')
      .meta({ examples: [['sre@commons.example']] }),
    monthlyBudget: z
      .int()
      .min(1)
      .describe('US dollars a month for the account; the contacts hear at 80 % and when more than all is expected'),
    metrics: z
      .strictObject({
        keepDays: z.int().min(1).max(90).default(15).describe('days metrics are kept in the cluster'),
        sizeGiB: z.int().min(10).max(1000).default(50).describe('GiB of each Prometheus; can grow, never shrink'),
      })
      .prefault({})
      .describe('metrics in the cluster'),
    probes: z
      .strictObject({
        federation: z
          .array(addressBlock)
          .default([])
          .describe('addresses of a Prometheus outside that may fetch metrics; none closes the endpoint'),
      })
      .prefault({})
      .describe('what watches from outside'),
  })
  .describe('who is told when something is wrong, and what it may cost');
