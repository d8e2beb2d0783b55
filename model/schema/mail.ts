import { z } from 'zod';
import type { Immutable } from '../immutable';
import { domainName, mailAddress, refusal } from './fields';
import { ownMailSchema } from './own-mail';

/** The server that takes the mail of services. */
export const mailRelaySchema = z
  .strictObject({
    host: domainName.describe('host name').meta({ examples: ['mail.commons.example'] }),
    port: z.int().min(1).max(65535).default(587).describe('TCP port, 587 if left out'),
  })
  .describe('SMTP relay for services that declare mail, passed to them as MAIL_HOST and MAIL_PORT');

/** A relay as an environment declares it. */
export type MailRelay = Immutable<z.output<typeof mailRelaySchema>>;

/** Where services send their mail: a relay of somebody else's, or a mail host of the community's own. */
export const mailSchema = z
  .union([mailRelaySchema, ownMailSchema])
  .describe('{ host: <name> } of a relay of somebody else’s, or a mail host of the community’s own with machine');

/** The server that takes the mail of services, and whether it gives each of them an account. */
export interface FoundMailRelay extends MailRelay {
  readonly givesAccounts: boolean;
}

/** How a service sends mail. */
export const serviceMailSchema = z
  .strictObject({
    from: mailAddress('chat@commons.example')
      .describe('sender address, passed as MAIL_FROM')
      .meta({ examples: ['chat@commons.example'] }),
    user: z
      .string()
      .regex(
        /^[^\s:$]{1,128}$/,
        refusal('is not the name of an account', 'write it like chat, without spaces, colons and $'),
      )
      .optional()
      .describe(
        'SMTP user at somebody else’s relay, passed as MAIL_USER and MAIL_PASSWORD, a secret that people enter; at the own mail host each service has an account',
      )
      .meta({ examples: ['chat'] }),
  })
  .describe('outgoing mail through the environment’s relay, passed as MAIL_HOST, MAIL_PORT and MAIL_FROM');
