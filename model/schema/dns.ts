import { z } from 'zod';
import { domainName, refusal } from './fields';
import { nameServer, nameServerPort, transactionKeyName } from './name-server';

const secretName = z
  .string()
  .regex(
    /^[A-Za-z0-9/_+=.@-]{1,512}$/,
    refusal('is not the name of a secret', 'write the name that it has in AWS Secrets Manager'),
  )
  .describe('name of a secret in AWS Secrets Manager that holds it as plain text')
  .meta({ examples: ['production/dns/provider'] });

const variableName = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    refusal('is not the name of an environment variable', 'write it like DNS_TOKEN: the name, never the value'),
  )
  .describe('environment variable of whoever runs the command that holds it')
  .meta({ examples: ['DNS_TOKEN'] });

/** Where a value is that no file may hold. */
const credential = z.union([z.strictObject({ variable: variableName }), z.strictObject({ secret: secretName })]);

const provider = z.strictObject({
  domains: z.array(domainName).min(1).describe('registered domains whose records it keeps'),
});

const providerSchema = z.discriminatedUnion('kind', [
  provider.extend({
    kind: z.literal('rfc2136'),
    server: nameServer.describe('primary name server of the domains'),
    port: nameServerPort,
    key: z
      .strictObject({
        name: transactionKeyName,
        algorithm: z
          .enum(['hmac-sha256', 'hmac-sha384', 'hmac-sha512'])
          .default('hmac-sha256')
          .describe('algorithm of the key'),
        value: credential.describe('where the key is, in base64'),
      })
      .describe('TSIG key that may transfer and update the zones'),
  }),
  provider.extend({
    kind: z.literal('route53'),
    profile: z
      .string()
      .regex(/^[\w.@-]+$/, refusal('is not the name of a profile', 'write it as ~/.aws/config has it'))
      .optional()
      .describe('profile of the AWS command line for the account with the zones; the credentials in use if left out')
      .meta({ examples: ['commons-domains'] }),
  }),
  provider.extend({
    kind: z.enum(['cloudflare', 'desec', 'gandi']).describe('cloudflare, desec or gandi'),
    token: credential.describe('where the token of its API is'),
  }),
]);

/** Where the registered domains are kept. */
export const dnsSchema = z
  .strictObject({
    providers: z
      .array(providerSchema)
      .default([])
      .describe('DNS providers that commons dns may change; domains of none are changed by hand'),
  })
  .prefault({})
  .describe('DNS of the registered domains, see docs/dns.md');

/** A DNS provider as an environment declares it. */
export type DnsProvider = z.output<typeof providerSchema>;

/** Where a value is that no file may hold. */
export type DnsCredential = z.output<typeof credential>;
