import { z } from 'zod';
import type { Immutable } from '../../../model/immutable';
import { keepingCacheSchema } from '../../../model/schema/caches';
import { postgresDatabaseSchema } from '../../../model/schema/databases';
import { containerImage, domainName, mailAddress, refusal, shortName } from '../../../model/schema/fields';

const emailAddress = mailAddress('forum@commons.example');

const server = (port: number, what: string) =>
  z
    .strictObject({
      host: domainName.describe('host name, like mail.commons.example'),
      port: z.int().min(1).max(65535).default(port).describe(`port, ${port} if left out`),
    })
    .describe(what);

const mail = z
  .strictObject({
    from: emailAddress.describe('sender address').meta({ examples: ['forum@commons.example'] }),
    relay: server(587, 'server that takes its mail: TLS from the first byte on 465, STARTTLS on all other ports')
      .optional()
      .describe('SMTP server, if not the environment’s own mail host, where it has an account'),
    answers: server(995, 'mailbox of answers, read by POP3 over TLS; without it people cannot answer by mail')
      .extend({
        address: z
          .string()
          .regex(
            /^[^\s@]*%\{reply_key\}[^\s@]*@[^\s@]+$/,
            refusal('has no placeholder for the reply', 'write it like forum+%{reply_key}@commons.example'),
          )
          .describe('reply address that contains %{reply_key}; all such addresses must deliver to this mailbox')
          .meta({ examples: ['forum+%{reply_key}@commons.example'] }),
      })
      .optional()
      .describe('mailbox for replies, read by POP3 over TLS; without it people cannot reply by email'),
  })
  .describe('outgoing and incoming mail')
  .meta({ examples: [{ from: 'forum@commons.example', relay: { host: 'mail.commons.example' } }] });

/** A forum. */
export const discourseSchema = z
  .strictObject({
    kind: z.literal('discourse'),
    name: shortName(16).default('discourse').describe('name of the service in its namespace'),
    image: containerImage
      .refine((image) => image.includes('@sha256:'), {
        message: refusal(
          'does not stay what it is',
          'write the digest: a tag that moves would bring pods before their migrations',
        ),
      })
      .describe('image by digest, built from images/discourse, like quay.io/commons/discourse@sha256:…')
      .meta({ examples: [`quay.io/commons/discourse@sha256:${'0a'.repeat(32)}`] }),
    architecture: z
      .enum(['any', 'amd64', 'arm64'])
      .default('any')
      .describe('any for a multi-architecture image, otherwise the architecture of the image'),
    hosts: z
      .array(domainName)
      .min(1)
      .optional()
      .describe(
        'hosts of the tenant that it serves, the first is canonical; defaults to all of them if it is the only service',
      ),
    uploadsHost: domainName
      .describe('host of a web gateway that serves uploads/ of its part of the bucket')
      .meta({ examples: ['uploads.commons.example'] }),
    administrators: z
      .array(emailAddress)
      .default([])
      .describe('email addresses of people who become administrators when they log in'),
    size: z.enum(['small', 'medium', 'large']).default('small').describe('resources of a pod: small, medium or large'),
    web: z
      .strictObject({
        least: z.int().min(2).max(20).default(2).describe('minimum number of web pods'),
        most: z.int().min(2).max(20).default(4).describe('maximum number of web pods'),
      })
      .prefault({})
      .refine(({ least, most }) => least <= most, {
        message: refusal('has more pods at least than at most', 'make most as large as least, or larger'),
      })
      .describe('web pods'),
    jobs: z.int().min(1).max(10).default(2).describe('worker pods (Sidekiq)'),
    mail,
    database: postgresDatabaseSchema.prefault({ size: 'medium', storageGiB: 20, pooling: 'transaction' }),
    cache: keepingCacheSchema({ memoryMiB: 512, eviction: 'none' }).prefault({}),
    bucket: z
      .strictObject({
        keepDeletedDays: z
          .int()
          .min(1)
          .max(365)
          .default(60)
          .describe('days during which a deleted upload or backup can be restored'),
      })
      .prefault({})
      .describe('its part of the tenant’s bucket, for uploads and backups'),
  })
  .describe('a forum');

/** A forum as a tenant's file declares it. */
export type DiscourseService = Immutable<z.output<typeof discourseSchema>>;
