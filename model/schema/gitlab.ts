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
  .describe('S for up to 100 requests a second at the busiest time, M 200, L 500, XL 1000');

const repositories = z
  .strictObject({
    shards: z.int().min(1).max(12).default(3).describe('Gitaly pods, each with repositories of its own; can grow'),
    sizeGiB: z.int().min(50).max(16384).default(500).describe('GiB of each shard; can grow, never shrink'),
    pool: z
      .string()
      .describe('node pool for Gitaly alone: a machine for each shard')
      .meta({ examples: ['gitaly'] }),
  })
  .describe('where Git repositories are');

const database = z
  .strictObject({
    engine: z.literal('postgres').default('postgres').describe('postgres'),
    operator: z.literal('cloudnative-pg').default('cloudnative-pg').describe('cloudnative-pg'),
    version: z.enum(['17', '18']).default('17').describe('major version of PostgreSQL, in quotes'),
    storageGiB: z.int().min(20).max(4096).default(200).describe('GiB for the data; can grow, never shrink'),
    speed: z.enum(['standard', 'fast']).default('fast').describe('standard or fast'),
    size: z.enum(['medium', 'large', 'xlarge']).default('xlarge').describe('resources of each copy'),
    instances: z
      .union([z.literal(2), z.literal(3), z.strictObject({ single: reason })])
      .default(3)
      .describe('2 or 3 copies in different zones, or { single: <reason> }'),
    backup: databaseBackup,
  })
  .describe('PostgreSQL of its own, through a pooler');

const mail = z
  .strictObject({
    host: domainName
      .optional()
      .describe('host that takes its mail, if it is not the environment’s own mail host, where it has an account'),
    port: z.int().min(1).max(65535).default(587).describe('port with STARTTLS'),
    user: z.string().optional().describe('account there; the password is typed in as smtp-password'),
    from: z
      .email()
      .describe('address its mail is from')
      .meta({ examples: ['gitlab@commons.example'] }),
  })
  .describe('how it sends mail');

const ssh = z
  .strictObject({
    host: domainName.describe('name that Git over SSH is reached by, on port 22; no CDN in front'),
    pool: z
      .string()
      .describe('node pool whose machines the balancer leads to')
      .meta({ examples: ['infra'] }),
  })
  .describe('Git over SSH');

const pages = z
  .strictObject({
    domain: domainName.describe('domain of the sites, <group>.<domain>; a zone of its own, which nothing else is in'),
  })
  .describe('sites that projects publish');

/** The community's GitLab. */
export const gitlabSchema = z
  .strictObject({
    host: domainName.describe('name that people reach it by'),
    registry: z
      .strictObject({ host: domainName.describe('name of the container registry') })
      .optional()
      .describe('container registry'),
    agents: z
      .strictObject({ host: domainName.describe('name by which agents of other clusters reach it') })
      .optional()
      .describe('server for agents of other clusters'),
    pages: pages.optional(),
    ssh,
    size,
    repositories,
    database: database.prefault({}),
    redis: z
      .strictObject({
        persistent: z
          .string()
          .describe('name of one of the environment’s caches, which no other service uses')
          .meta({ examples: ['gitlab'] }),
        cache: z
          .string()
          .optional()
          .describe('another one for what may be forgotten; the published architectures have two'),
      })
      .describe('the environment’s caches it uses'),
    mail: mail.optional(),
    runners: runnersSchema,
  })
  .describe('the community’s GitLab, with what belongs to it');

/** GitLab as an environment declares it, with all defaults filled in. */
export type GitLabDeclaration = Immutable<z.output<typeof gitlabSchema>>;
