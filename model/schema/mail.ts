import { z } from 'zod';
import type { Immutable } from '../immutable';
import { domainName, refusal } from './fields';
import { ownMailSchema } from './own-mail';

/** The server that takes the mail of services. */
export const mailRelaySchema = z
  .strictObject({
    host: domainName.describe('its name').meta({ examples: ['mail.commons.example'] }),
    port: z.int().min(1).max(65535).default(587).describe('TCP port, 587 if left out'),
  })
  .describe('server that takes the mail of services which say mail: MAIL_HOST and MAIL_PORT');

/** A relay as an environment declares it. */
export type MailRelay = Immutable<z.output<typeof mailRelaySchema>>;

/** Where services send their mail: a relay of somebody else's, or a mail host of the community's own. */
export const mailSchema = z
  .union([mailRelaySchema, ownMailSchema])
  .describe('{ host: <name> } of a relay of somebody else’s, or a mail host of the community’s own with machine');

/** How a service sends mail. */
export const serviceMailSchema = z
  .strictObject({
    from: z
      .string()
      .regex(
        /^[^\s@,]+@[^\s@,]+\.[a-z]{2,}$/,
        refusal('is not an e-mail address', 'write it like chat@commons.example'),
      )
      .describe('address that its mail is from: MAIL_FROM')
      .meta({ examples: ['chat@commons.example'] }),
    user: z
      .string()
      .regex(
        /^[^\s:$]{1,128}$/,
        refusal('is not the name of an account', 'write it like chat, without spaces, colons and $'),
      )
      .optional()
      .describe(
        'account at somebody else’s relay: MAIL_USER, and MAIL_PASSWORD, which somebody types in; at the community’s own each service has one',
      )
      .meta({ examples: ['chat'] }),
  })
  .describe('mail through the relay of the environment, whose port is open to it: MAIL_HOST, MAIL_PORT and MAIL_FROM');
