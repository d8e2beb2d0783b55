import { z } from 'zod';
import { refusal } from './fields';
import { recordName } from './record-name';

const target = recordName({ wildcard: false }).meta({ examples: ['mail.commons.example'] });

const record = z.strictObject({
  name: recordName({ wildcard: true })
    .describe('full name, like _dmarc.commons.example; may begin with *.')
    .meta({ examples: ['www.commons.example'] }),
  ttlSeconds: z.int().min(60).max(604_800).optional().describe('seconds that resolvers may keep it, 3600 if left out'),
  because: z
    .string()
    .min(10, refusal('is too short to say what it is for', 'say in a few words who needs it'))
    .max(200, refusal('is longer than 200 characters', 'say it in a sentence: it is a comment in the zone file'))
    .describe('what it is for, and who needs it')
    .meta({ examples: ['The old wiki stays readable at its sponsor'] }),
});

const values = <Value extends z.ZodType>(value: Value, what: string) => z.array(value).min(1).max(50).describe(what);

const uint = (max: number) => z.int().min(0).max(max);

const ipv4 = z.ipv4(refusal('is not an IPv4 address', 'write it like 192.0.2.1')).meta({ examples: ['192.0.2.1'] });
const ipv6 = z.ipv6(refusal('is not an IPv6 address', 'write it like 2001:db8::1')).meta({ examples: ['2001:db8::1'] });

const hexadecimal = z
  .string()
  .regex(/^([0-9a-f]{2})+$/i, refusal('is not hexadecimal', 'write pairs of the digits 0 to 9 and a to f'))
  .meta({ examples: ['5f0d1a9c'.repeat(8)] });

const mailServers = z
  .union([
    z.literal('none'),
    values(
      z.strictObject({
        preference: uint(65_535).describe('the lowest is tried first'),
        host: target.describe('name of the mail server'),
      }),
      'mail servers',
    ),
  ])
  .describe('mail servers, or none for a name that takes no mail (RFC 7505)');

/** Providers and octoDNS read backslashes and other characters each in its own way. */
const text = z
  .string()
  .min(1)
  .max(4000, refusal('is longer than 4000 characters', 'shorten it: Route 53 and others take no longer text'))
  .regex(
    /^[\x20-\x5b\x5d-\x7e]*$/,
    refusal('has characters that providers read differently', 'write printable ASCII characters without a backslash'),
  )
  .meta({ examples: ['v=spf1 include:_spf.commons.example -all'] });

const service = z
  .strictObject({
    priority: uint(65_535).default(0).describe('the lowest is tried first'),
    weight: uint(65_535).default(0).describe('share among those of the same priority'),
    port: uint(65_535)
      .describe('port of the service')
      .meta({ examples: [5222] }),
    target: recordName({ wildcard: false, root: true })
      .describe("name of the host that has it, or '.' if the service is nowhere (RFC 2782)")
      .meta({ examples: ['chat.commons.example'] }),
  })
  .refine(({ port, target: host }) => port > 0 || host === '.', {
    path: ['port'],
    message: refusal('is 0, at which nothing is', "write the port of the service, or target '.' if it is nowhere"),
  });

/** A domain, or none, and parameters. Source: RFC 8659, section 4.2. */
const issuer =
  /^\s*([a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+)?\s*(;(\s*[a-z0-9]+\s*=\s*[\x21-\x3a\x3c-\x7e]*\s*(;|$))*\s*)?$/i;

const authority = z
  .strictObject({
    tag: z
      .enum(['issue', 'issuewild', 'issuemail', 'iodef'])
      .describe(
        'issue or issuewild for who may issue for hosts, issuemail for mail addresses (RFC 9495), iodef for whom authorities tell of others who asked',
      ),
    value: z
      .string()
      .regex(
        /^[\x20\x21\x23-\x5b\x5d-\x7e]{1,255}$/,
        refusal('is not what a CAA record can have', 'write printable characters without quotes and backslashes'),
      )
      .describe('domain of the authority like letsencrypt.org, ";" for none; for iodef an address like mailto:…')
      .meta({ examples: ['letsencrypt.org'] }),
    critical: z.boolean().default(false).describe('whether authorities that do not know the tag must refuse'),
  })
  .refine(({ tag, value }) => tag !== 'iodef' || /^(mailto:[^@\s]+@|https?:\/\/)[^@\s]/.test(value), {
    path: ['value'],
    message: refusal('is no address', 'write mailto: and a mail address, or an https address'),
  })
  .refine(({ tag, value }) => tag === 'iodef' || issuer.test(value), {
    path: ['value'],
    message: refusal(
      'names no authority, so that none may issue',
      "write the authority's domain like letsencrypt.org, with parameters behind a semicolon, or ';' where none may",
    ),
  });

const fingerprint = z
  .strictObject({
    algorithm: z.enum(['rsa', 'ecdsa', 'ed25519', 'ed448']).describe('of the host key'),
    hash: z.enum(['sha-1', 'sha-256']).default('sha-256').describe('sha-1 or sha-256'),
    fingerprint: hexadecimal.describe('in hexadecimal, as ssh-keygen -r prints it'),
  })
  .refine(({ hash, fingerprint: { length } }) => length === (hash === 'sha-1' ? 40 : 64), {
    path: ['fingerprint'],
    message: refusal('is not as long as its hash', 'write 40 digits for sha-1, 64 for sha-256'),
  });

/** Names of RFC 7218. */
const association = z
  .strictObject({
    usage: z.enum(['pkix-ta', 'pkix-ee', 'dane-ta', 'dane-ee']).describe('what must match, and who vouches for it'),
    selector: z.enum(['cert', 'spki']).default('spki').describe('the certificate, or its key alone'),
    matching: z.enum(['full', 'sha-256', 'sha-512']).default('sha-256').describe('how it is compared'),
    data: hexadecimal.describe('the hash, or all of it'),
  })
  .refine(({ matching, data: { length } }) => matching === 'full' || length === (matching === 'sha-256' ? 64 : 128), {
    path: ['data'],
    message: refusal('is not as long as its hash', 'write 64 digits for sha-256, 128 for sha-512'),
  });

const recordSchema = z.discriminatedUnion('type', [
  record.extend({
    type: z.literal('A'),
    values: values(ipv4, 'IPv4 addresses'),
  }),
  record.extend({
    type: z.literal('AAAA'),
    values: values(ipv6, 'IPv6 addresses'),
  }),
  record.extend({ type: z.literal('CAA'), values: values(authority, 'which authorities may issue certificates') }),
  record.extend({ type: z.literal('CNAME'), target: target.describe('name that it is an alias of') }),
  record.extend({ type: z.literal('MX'), values: mailServers }),
  record.extend({ type: z.literal('NS'), values: values(target, 'name servers of a zone of somebody else') }),
  record.extend({
    type: z.literal('SRV'),
    name: record.shape.name
      .regex(
        /^_[^.]+\._[^.]+\./,
        refusal('does not begin with a service and a protocol', 'write it like _xmpp-server._tcp.commons.example'),
      )
      .describe('service, protocol and name, like _xmpp-server._tcp.commons.example')
      .meta({ examples: ['_xmpp-server._tcp.commons.example'] }),
    values: values(service, 'where a service is').refine(
      (all) => all.length === 1 || all.every(({ target: host }) => host !== '.'),
      refusal('say that the service is nowhere, and where it is', "remove the value with target '.', or all others"),
    ),
  }),
  record.extend({ type: z.literal('SSHFP'), values: values(fingerprint, 'host keys of an SSH server') }),
  record.extend({
    type: z.literal('TLSA'),
    name: record.shape.name
      .regex(
        /^_(\d+|\*)\._(tcp|udp|sctp)\./,
        refusal(
          'does not begin with a port and a protocol',
          'write it like _25._tcp.mail.commons.example, with tcp, udp or sctp (RFC 6698)',
        ),
      )
      .describe('port, protocol and name, like _25._tcp.mail.commons.example')
      .meta({ examples: ['_25._tcp.mail.commons.example'] }),
    values: values(association, 'certificates or keys of a TLS server'),
  }),
  record.extend({ type: z.literal('TXT'), values: values(text, 'texts; long ones are split where DNS wants it') }),
]);

/** Contents of a file in `records`: the records of a registered domain that people declare. */
export const recordsFileSchema = z
  .strictObject({ records: z.array(recordSchema).min(1).describe('records that no service of ours makes') })
  .describe('DNS records of one registered domain');

/** A record as a file declares it. */
export type RecordDeclaration = z.output<typeof recordSchema>;
