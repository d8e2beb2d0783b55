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
