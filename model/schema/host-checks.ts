import { z } from 'zod';
import { refusal, shortName } from './fields';

const path = (example: string) =>
  z
    .string()
    .regex(/^(\/[A-Za-z0-9_][A-Za-z0-9._@-]*)+$/, refusal('is not an absolute path', `write it like ${example}`))
    .meta({ examples: [example] });

const name = shortName(24).describe('what it is about, unique among the checks of its kind on the host');

/** Questions that only a machine can answer, each of them with an alert. */
export const hostChecksSchema = z
  .array(
    z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('backup').describe('backup: the age of the newest file that has something in it'),
        name,
        folder: path('/var/backups/mail').describe('folder that backups are written into'),
        hours: z.int().min(1).max(2000).default(26).describe('hours after which the newest one is too old'),
      }),
      z.strictObject({
        kind: z.literal('certificate').describe('certificate: the days that are left of one'),
        name,
        file: path('/etc/ssl/mail.pem').describe('file with the certificate, in PEM'),
        days: z.int().min(1).max(90).default(14).describe('days before its end'),
      }),
      z.strictObject({
        kind: z.literal('mail-queue').describe('mail-queue: how many messages wait in Postfix'),
        messages: z.int().min(1).max(1_000_000).default(100).describe('messages that may wait'),
      }),
      z.strictObject({
        kind: z.literal('replication').describe('replication: how far a copy of a PostgreSQL is behind'),
        seconds: z.int().min(1).max(86_400).default(300).describe('seconds that it may be behind'),
      }),
      z.strictObject({
        kind: z.literal('program').describe('program: what one of the community’s own roles has put there finds'),
        name,
        command: path('/usr/local/libexec/spool-age').describe('program that prints a number within a minute'),
        alert: z
          .strictObject({
            when: z
              .enum(['above', 'below'])
              .describe('side of the limit on which it fires: above or below')
              .meta({ examples: ['above'] }),
            limit: z
              .number()
              .describe('number beyond which it fires')
              .meta({ examples: [100] }),
            lastingMinutes: z.int().min(1).max(10_080).default(15).describe('minutes for which that must last'),
            severity: z
              .enum(['critical', 'warning'])
              .describe('critical or warning')
              .meta({ examples: ['warning'] }),
            summary: z
              .string()
              .min(15, refusal('is too short to say what is wrong', 'say it in a sentence'))
              .max(200)
              .describe('what is wrong, and what to do, in a sentence')
              .meta({ examples: ['Uploads wait for the scanner: restart clamd'] }),
          })
          .describe('alert that it fires: without one nobody would look'),
      }),
    ]),
  )
  .max(40)
  .default([])
  .describe('questions that only the machine can answer, asked every quarter of an hour, each with an alert');
