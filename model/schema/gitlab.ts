import { z } from 'zod';
import type { Immutable } from '../immutable';
import { databaseBackup } from './backup';
import { domainName, reason } from './fields';
import { runnersSchema } from './gitlab-runners';

/**
 * Size by requests a second at the busiest time, API, web and Git together: GitLab's reference architectures count them, not
 * accounts.
 */
const size = z
  .enum(['S', 'M', 'L', 'XL'])
  .default('S')
  .describe('reference architecture by peak requests per second: S up to 100, M 200, L 500, XL 1000');

const repositories = z
  .strictObject({
    shards: z
      .int()
      .min(1)
      .max(12)
      .default(3)
      .describe('number of Gitaly pods, each with its own repositories; can grow'),
    sizeGiB: z.int().min(50).max(16384).default(500).describe('disk of each shard in GiB; can grow, never shrink'),
    pool: z
      .string()
      .describe('dedicated node pool for Gitaly: one machine per shard')
      .meta({ examples: ['gitaly'] }),
  })
  .describe('storage of Git repositories');

const database = z
  .strictObject({
    engine: z.literal('postgres').default('postgres').describe('postgres'),
    operator: z.literal('cloudnative-pg').default('cloudnative-pg').describe('cloudnative-pg'),
    version: z.enum(['17', '18']).default('17').describe('major version of PostgreSQL, in quotes'),
    storageGiB: z
      .int()
      .min(20)
      .max(4096)
      .default(200)
      .describe('size of the data volume in GiB; can grow, never shrink'),
    speed: z.enum(['standard', 'fast']).default('fast').describe('standard or fast'),
    size: z.enum(['medium', 'large', 'xlarge']).default('xlarge').describe('resources of each instance'),
    instances: z
      .union([z.literal(2), z.literal(3), z.strictObject({ single: reason })])
      .default(3)
      .describe('2 or 3 instances in different zones, or { single: <reason> }'),
    backup: databaseBackup,
  })
  .describe('dedicated PostgreSQL, behind a connection pooler');

const mail = z
  .strictObject({
    host: domainName
      .optional()
      .describe('SMTP server, if not the environment’s own mail host, where GitLab has an account'),
    port: z.int().min(1).max(65535).default(587).describe('SMTP port with STARTTLS'),
    user: z.string().optional().describe('SMTP user; an engineer enters the password as the secret smtp-password'),
    from: z
      .email()
      .describe('sender address')
      .meta({ examples: ['gitlab@commons.example'] }),
  })
  .describe('outgoing mail');

const ssh = z
  .strictObject({
    host: domainName.describe('host name for Git over SSH on port 22, without a CDN'),
    pool: z
      .string()
      .describe('node pool that the load balancer targets')
      .meta({ examples: ['infra'] }),
  })
  .describe('Git over SSH');

const pages = z
  .strictObject({
    domain: domainName.describe('domain of the sites, <group>.<domain>; a dedicated zone that contains nothing else'),
  })
  .describe('GitLab Pages');

/** The community's GitLab. */
export const gitlabSchema = z
  .strictObject({
    host: domainName.describe('host name of GitLab'),
    registry: z
      .strictObject({ host: domainName.describe('host name of the container registry') })
      .optional()
      .describe('container registry'),
    agents: z
      .strictObject({ host: domainName.describe('host name at which agents in other clusters connect') })
      .optional()
      .describe('agent server (KAS) for agents in other clusters'),
    pages: pages.optional(),
    ssh,
    size,
    repositories,
    database: database.prefault({}),
    redis: z
      .strictObject({
        persistent: z
          .string()
          .describe('name of one of the environment’s caches, not used by any other service')
          .meta({ examples: ['gitlab'] }),
        cache: z
          .string()
          .optional()
          .describe('a second cache for data that may be evicted; GitLab’s reference architectures have two'),
      })
      .describe('caches of the environment that GitLab uses'),
    mail: mail.optional(),
    runners: runnersSchema,
  })
  .describe('the community’s GitLab and its components');

/** GitLab as an environment declares it, with all defaults filled in. */
export type GitLabDeclaration = Immutable<z.output<typeof gitlabSchema>>;
