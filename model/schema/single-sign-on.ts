import { z } from 'zod';
import { isCertificate } from '../formats/is-certificate';
import { databaseBackup } from './backup';
import { domainName, group, httpsUrlLike, ipv4Block, reason, refusal, requestsPerAddress, shortName } from './fields';
import { managedType } from './managed-type';

/** Path of a realm of Keycloak; `master` is Keycloak's own. */
const realmPath = /^\/realms\/(?!master$)[a-z][a-z0-9-]{0,30}$/;

/** Part of a distinguished name; an equals sign in a value is escaped too, so that no missing comma is taken for one. */
const namePart = String.raw`[a-z][a-z0-9-]*=(?![ #])(?:[^"+,;<=>\\]|\\[ "#+,;<=>\\]|\\[0-9A-Fa-f]{2})+(?<!(?<!\\) )`;

/** Source: RFC 4514, section 3. */
const distinguishedName = z
  .string()
  .regex(
    new RegExp(`^${namePart}(,${namePart})*$`),
    refusal(
      'is not a distinguished name',
      'write it like dc=commons,dc=example, without spaces around, and a backslash before a comma in a value',
    ),
  );

const pemCertificate = /^-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+\n-----END CERTIFICATE-----\n?$/;
const noAuthority = refusal('is no certificate', 'paste /etc/ipa/ca.crt of a server: one certificate in PEM form');

const exampleAuthority = `-----BEGIN CERTIFICATE-----
MIIBBjCBuaADAgECAgEBMAUGAytlcDASMRAwDgYDVQQDDAdFeGFtcGxlMCAXDTI2
MTEzMDE4NTk0NVoYDzIxMjYxMTA2MTg1OTQ1WjASMRAwDgYDVQQDDAdFeGFtcGxl
MCowBQYDK2VwAyEAf5DraBCPsoijzuJOL/dVrzjZm+oxSbjl+fW7QUmY0WCjMjAw
MA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFNawUpPnQKxl+lOk1P9Qy6/Wbdjn
MAUGAytlcANBAHlXb1PiAxLsasVX66+tfQIxOzyYB0/MqoW02wAf344wYSYR59M6
HprbocZ6Gb6OVNQrwQfQwOaPwBw26sethgw=
-----END CERTIFICATE-----
`;

/** The community's FreeIPA, which Keycloak reads. */
const directory = z.union([
  shortName(12).describe('name of the environment’s directory'),
  z.strictObject({ none: reason }),
  z.strictObject({
    hosts: z.array(domainName).min(1).max(4).describe('FreeIPA servers, tried in order over LDAPS'),
    baseDn: distinguishedName
      .describe('base DN, like dc=commons,dc=example')
      .meta({ examples: ['dc=commons,dc=example'] }),
    readAs: distinguishedName.optional().describe('bind DN; uid=keycloak among the system accounts if left out'),
    addresses: z.array(ipv4Block).min(1).optional().describe('IPv4 blocks of the servers; the VPC’s own if left out'),
    authority: z
      .string()
      .regex(pemCertificate, noAuthority)
      .refine((text) => !pemCertificate.test(text) || isCertificate(text), noAuthority)
      .describe('CA certificate of FreeIPA, in PEM format')
      .meta({ examples: [exampleAuthority] }),
  }),
]);

const common = {
  administrators: group.describe('group whose members administer the realm and the cluster, by name or full path'),
  directory: directory.describe(
    'name of the environment’s directory, or a FreeIPA elsewhere, with people and groups, or { none: <reason> } if Keycloak stores them itself',
  ),
};

/** Source of the smallest: Amazon RDS User Guide, gp3 storage, for PostgreSQL. */
const storageGiB = (least: z.ZodInt) =>
  least.max(1024).default(20).describe('size of its database in GiB; can grow, never shrink');

const inCluster = z.strictObject({
  placement: z.literal('cluster').describe('cluster: run by its operator in OpenShift'),
  ...common,
  database: z
    .strictObject({
      storageGiB: storageGiB(z.int().min(5)),
      size: z.enum(['small', 'medium', 'large']).default('medium').describe('resources of each instance'),
      backup: databaseBackup,
    })
    .prefault({})
    .describe('its PostgreSQL'),
});

const onEcs = z.strictObject({
  placement: z
    .literal('ecs')
    .describe('ecs: run outside the cluster, so that logging in to the cluster does not depend on it'),
  ...common,
  adminHost: domainName.describe('host name of the admin console, open to edge.peers only'),
  requestsPerAddress,
  database: z
    .strictObject({
      storageGiB: storageGiB(
        z.int().min(20, refusal('is less than 20 GiB', 'write 20 or more: RDS has no smaller gp3 volume')),
      ),
      instanceType: z
        .string()
        .regex(/^db\.[a-z0-9]+\.[a-z0-9]+$/, {
          message: refusal('is not an instance type of RDS', 'write it like db.t4g.medium'),
          abort: true,
        })
        .superRefine(managedType('rds'))
        .default('db.t4g.medium')
        .describe('instance type of RDS, like db.t4g.medium'),
      keepDays: z.int().min(7).max(35).default(35).describe('days of point-in-time recovery'),
    })
    .prefault({})
    .describe('its PostgreSQL on RDS'),
});

/** The single sign-on: an OpenID Connect issuer, and the Keycloak behind it if the platform runs it. */
export const singleSignOnSchema = z
  .strictObject({
    issuer: httpsUrlLike('https://sso.commons.example/realms/commons').describe(
      'OpenID Connect issuer, e.g. a Keycloak realm',
    ),
    keycloak: z
      .discriminatedUnion('placement', [inCluster, onEcs])
      .optional()
      .describe('the Keycloak that this platform runs behind the issuer; if left out, somebody else runs it'),
  })
  .superRefine(({ issuer, keycloak }, context) => {
    if (keycloak === undefined || !URL.canParse(issuer) || realmPath.test(new URL(issuer).pathname)) return;
    context.addIssue({
      code: 'custom',
      path: ['issuer'],
      message: refusal('is not a realm of Keycloak', 'write it like https://sso.commons.example/realms/commons'),
    });
  })
  .describe('single sign-on of the community');
