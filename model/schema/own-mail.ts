import { z } from 'zod';
import type { Immutable } from '../immutable';
import { domainName, ipv4Block, reason, refusal, shortName } from './fields';
import { recordName } from './record-name';

/** A mail address in lower case, as tables of a mail server have them. */
const address = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9._+-]{0,62}[a-z0-9])?@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/,
    refusal('is not a mail address in lower case', 'write it like board@commons.example'),
  )
  .meta({ examples: ['board@commons.example'] });

/** A mail address, or `@` and a domain for all of its addresses. */
const sender = z
  .string()
  .regex(
    /^(?:[a-z0-9](?:[a-z0-9._+-]{0,62}[a-z0-9])?)?@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/,
    refusal(
      'is neither a mail address nor all of a domain',
      'write it like news@commons.example, or @lists.commons.example for every address of that domain',
    ),
  )
  .meta({ examples: ['news@commons.example'] });

const otherSender = z.union([
  z.strictObject({
    include: recordName({ wildcard: false })
      .describe('name whose SPF record lists their addresses, as they tell it')
      .meta({ examples: ['_spf.letters.example'] }),
    because: reason,
  }),
  z.strictObject({ block: ipv4Block.describe('their addresses'), because: reason }),
]);

const mailDomain = z.strictObject({
  name: domainName
    .describe('one of domains, or a name below one: addresses end in it')
    .meta({ examples: ['commons.example'] }),
  delivers: z
    .union([
      z.literal('aliases'),
      z.strictObject({
        host: domainName
          .describe('server that takes all mail of the domain')
          .meta({ examples: ['lists.internal.commons.example'] }),
        port: z.int().min(1).max(65535).default(25).describe('its port for SMTP'),
      }),
    ])
    .default('aliases')
    .describe('aliases, or { host: <name> } of the server of mailing lists that takes all mail of the domain'),
  alsoSentBy: z
    .array(otherSender)
    .default([])
    .describe('who else sends in its name: { include: <name> } or { block: <block> }, each with because'),
  dmarc: z
    .enum(['none', 'quarantine', 'reject'])
    .default('quarantine')
    .describe('what others do with mail that only pretends to be of the domain'),
  reportsTo: z
    .array(address)
    .default([])
    .describe('addresses that get reports of others on its mail, besides the host itself, which counts them'),
  tls: z
    .union([z.enum(['testing', 'enforce']), z.strictObject({ none: reason })])
    .default('testing')
    .describe('MTA-STS: enforce lets others deliver by TLS alone, testing has them report, or { none: <reason> }'),
});

/** A mail host of the community's own, on a host of `hosts.machines`. */
export const ownMailSchema = z
  .strictObject({
    machine: shortName(16)
      .describe('host of hosts.machines that it runs on')
      .meta({ examples: ['mx'] }),
    name: domainName.describe('its name in the world, a public record of that host'),
    domains: z
      .array(mailDomain)
      .min(1)
      .describe('domains whose mail it takes and signs')
      .meta({ examples: [[{ name: 'commons.example' }]] }),
    selectors: z
      .array(shortName(24).meta({ examples: ['y2027'] }))
      .min(1)
      .max(4)
      .describe('DKIM keys by their selectors, the signing one first; see docs/mail.md for a new one')
      .meta({ examples: [['y2027']] }),
    aliases: z
      .record(address, z.union([address, z.array(address).min(1)]))
      .describe('who gets the mail of an address, by the address; postmaster and abuse of each domain are needed')
      .meta({ examples: [{ 'postmaster@commons.example': 'sre@elsewhere.example' }] }),
    accounts: z
      .array(
        z.strictObject({
          name: shortName(24).describe('name of the account'),
          from: z.array(sender).min(1).describe('addresses that it may send from, or @ and a domain for all of it'),
          because: reason,
        }),
      )
      .default([])
      .describe('accounts of senders that are no services of tenants; each has a password in Secrets Manager'),
    messageMiB: z.int().min(1).max(100).default(25).describe('MiB of the largest message, attachments included'),
    greylisting: z
      .union([z.literal('suspicious'), z.strictObject({ none: reason })])
      .default('suspicious')
      .describe('suspicious has senders of odd mail come back after five minutes, or { none: <reason> }'),
  })
  .describe('mail host of the community’s own, see docs/mail.md');

/** A mail host of the community's own, as an environment declares it. */
export type OwnMail = Immutable<z.output<typeof ownMailSchema>>;

/** A domain whose mail it takes. */
export type MailDomain = OwnMail['domains'][number];
