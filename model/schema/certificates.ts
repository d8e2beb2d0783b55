import { z } from 'zod';
import { domainName, refusal, shortName } from './fields';
import { nameServer, nameServerPort, transactionKeyName } from './name-server';

const provider = z.strictObject({
  name: shortName(20)
    .describe('name of the entry, with which the name of its secret ends: <environment>/platform/challenges-<name>')
    .meta({ examples: ['own-servers'] }),
  domains: z.array(domainName).min(1).describe('registered domains whose zones it may write the answers into'),
});

/**
 * Where challenges are answered in the zone of a domain itself. Values of keys and tokens are in AWS Secrets Manager. Source:
 * cert-manager, API reference, ACMEIssuerDNS01ProviderRFC2136 and ACMEIssuerDNS01ProviderCloudflare.
 */
const challengesSchema = z.discriminatedUnion('kind', [
  provider.extend({
    kind: z.literal('rfc2136'),
    server: nameServer.describe('name server that takes the updates (RFC 2136)'),
    port: nameServerPort,
    key: z
      .strictObject({
        name: transactionKeyName,
        algorithm: z.enum(['hmac-sha256', 'hmac-sha512']).default('hmac-sha256').describe('algorithm of the key'),
      })
      .describe('TSIG key that may change the TXT records of challenges'),
  }),
  provider.extend({ kind: z.literal('cloudflare') }),
]);

/** Source: RFC 2606; letsencrypt/boulder:policy/pa.go, forbiddenMailDomains. */
const exampleDomains = /[@.]example\.(com|net|org)$/i;

/** Certificates by ACME, and who answers for the names in them. */
export const certificatesSchema = z
  .strictObject({
    contact: z
      .email()
      .refine((address) => !exampleDomains.test(address), {
        message: refusal(
          'is an address of nobody, with which Let’s Encrypt registers no account',
          'write one that people of the community read',
        ),
      })
      .describe('email address with which the account at the certificate authority is registered')
      .meta({ examples: ['infrastructure@commons.example'] }),
    challenges: z
      .array(challengesSchema)
      .default([])
      .describe(
        'DNS providers at which challenges are answered in the zones of the domains themselves; those of other domains are answered in the cluster’s zone, which aliases lead to; see docs/dns.md',
      ),
  })
  .describe('certificates issued by ACME');

/** A DNS provider at which challenges are answered. */
export type ChallengeProvider = z.output<typeof challengesSchema>;
