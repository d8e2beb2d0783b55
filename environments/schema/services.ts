import { z } from 'zod';
import { containerImage, domainName, reason, refusal, shortName } from './fields';

const backup = z
  .union([
    z.strictObject({ keepDays: z.int().min(7).max(365).describe('days a daily backup is kept') }),
    z.strictObject({ none: reason }),
  ])
  .default({ keepDays: 30 })
  .describe('{ keepDays: <days> } for daily backups, or { none: <reason> }');

const database = z
  .strictObject({
    engine: z.literal('postgres').default('postgres').describe('postgres'),
    storageGiB: z.int().min(1).max(1024).default(5).describe('GiB for the data; can grow, never shrink'),
    instances: z
      .union([z.literal(2), z.literal(3), z.strictObject({ single: reason })])
      .default(2)
      .describe('2 or 3 copies in different zones, or { single: <reason> }'),
    backup,
  })
  .describe('a PostgreSQL database of its own');

const absolutePath = z
  .string()
  .regex(/^(\/[A-Za-z0-9._-]+)+$/, refusal('is not an absolute path', 'write it like /var/lib/app'));

const urlPath = z
  .string()
  .regex(/^\/[A-Za-z0-9._~/-]*$/, refusal('is not a path of a URL', 'write it like /healthz, without host or query'));

const claim = z
  .strictObject({
    path: absolutePath.describe('where the volume is mounted'),
    sizeGiB: z.int().min(1).max(1024).describe('GiB; can grow, never shrink'),
    backup,
  })
  .describe('a volume that one pod can write');

const hosts = z
  .array(domainName)
  .min(1)
  .optional()
  .describe('which of the tenant’s hosts it serves; all of them if it is the only service');

/** Resources of one pod. */
const size = z
  .enum(['small', 'medium', 'large'])
  .default('small')
  .describe('resources of a pod: small, medium or large');

const environmentVariable = z
  .string()
  .regex(
    /^[A-Z][A-Z0-9_]*$/,
    refusal('is not the name of an environment variable', 'use upper-case letters, digits and _'),
  );

const openSetting = environmentVariable.refine((name) => !/(PASSWORD|PASSWD|SECRET|TOKEN|_KEY|CREDENTIAL)/.test(name), {
  message: refusal('sounds like a secret', 'list the name under secrets and put the value into AWS Secrets Manager'),
});

const hedgedoc = z
  .strictObject({
    kind: z.literal('hedgedoc'),
    name: shortName(16).default('hedgedoc').describe('name of the service in its namespace'),
    hosts,
    guests: z
      .enum(['none', 'read', 'edit'])
      .default('read')
      .describe('what people without an account may do with notes opened to them: none, read or edit'),
    uploadsGiB: z.int().min(1).max(500).default(10).describe('GiB for uploaded pictures; can grow, never shrink'),
    database: database.default({
      engine: 'postgres',
      storageGiB: 5,
      instances: 2,
      backup: { keepDays: 30 },
    }),
    backup,
  })
  .describe('collaborative Markdown notes');

const webApplication = z
  .strictObject({
    kind: z.literal('web-application'),
    name: shortName(16).default('web').describe('name of the service in its namespace'),
    image: containerImage,
    architecture: z
      .enum(['any', 'amd64', 'arm64'])
      .default('any')
      .describe('any for an image built for both architectures, else the one it was built for'),
    hosts,
    port: z.int().min(1024).max(65535).default(8080).describe('port the application listens on, 1024 or higher'),
    health: urlPath.default('/').describe('path that answers 200 when the application works'),
    metrics: urlPath.optional().describe('path of its Prometheus metrics; never served to the internet'),
    size,
    replicas: z.int().min(1).max(10).default(2).describe('pods; must be 1 with a claim'),
    settings: z.record(openSetting, z.string()).default({}).describe('environment variables that are no secret'),
    secrets: z
      .array(environmentVariable)
      .default([])
      .describe('environment variables whose values are kept in AWS Secrets Manager'),
    scratch: z.array(absolutePath).default(['/tmp']).describe('paths it may write that are lost with the pod'),
    database: database.optional(),
    claim: claim.optional(),
  })
  .describe('any web application that comes as a container image');

/** One service of a tenant, by kind. */
export const serviceSchema = z
  .discriminatedUnion('kind', [hedgedoc, webApplication])
  .describe('a service: a map that begins with its kind');
