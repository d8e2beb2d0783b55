import { z } from 'zod';
import { addressBlock, refusal } from './fields';

/** Most characters of a subscriber's address in AWS Budgets; its console says 50, and its API gives no number. */
const longestContact = 50;

/** AWS Budgets and the SNS topic of alarms take an address once only, and ignore case. */
const contactsSchema = z
  .array(
    z
      .email(refusal('is not a mail address', 'write one like sre@commons.example'))
      .max(
        longestContact,
        refusal(`is longer than the ${longestContact} characters that AWS Budgets takes`, 'use a shorter alias of it'),
      ),
  )
  .min(1)
  .max(10)
  .superRefine((contacts, context) => {
    const written = contacts.map((contact) => contact.toLowerCase());
    for (const [index, contact] of written.entries()) {
      const first = written.indexOf(contact);
      if (first === index) continue;
      const message = refusal(`repeats contacts[${first}]`, 'name each address once');
      context.addIssue({ code: 'custom', path: [index], message });
    }
  });

/** Contacts for alarms, the budget, metrics, and probes from outside. */
export const observabilitySchema = z
  .strictObject({
    contacts: contactsSchema
      .describe('email addresses that receive CloudWatch alarms and budget notifications')
      .meta({ examples: [['sre@commons.example']] }),
    monthlyBudget: z
      .int()
      .min(1)
      .describe(
        'monthly budget of the account in US dollars; contacts are notified at 80 % and when the forecast exceeds it',
      ),
    metrics: z
      .strictObject({
        keepDays: z.int().min(1).max(90).default(15).describe('retention of metrics in the cluster, in days'),
        sizeGiB: z
          .int()
          .min(10)
          .max(1000)
          .default(50)
          .describe('volume of each Prometheus in GiB; can grow, never shrink'),
      })
      .prefault({})
      .describe('metrics in the cluster'),
    probes: z
      .strictObject({
        federation: z
          .array(addressBlock)
          .default([])
          .describe('addresses of an outside Prometheus that may scrape metrics; an empty list closes the endpoint'),
      })
      .prefault({})
      .describe('monitoring from outside'),
  })
  .describe('alerting, budget and metrics');
