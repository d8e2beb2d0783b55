import { z } from 'zod';
import { gitlabPath, group, httpsUrl, reason, refusal, shortName } from './fields';
import { bastionSchema } from './bastion';
import { branchName } from './branch-name';
import { wireguardSchema } from './wireguard';

const account = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{1,63}$/,
    refusal('is not a name in the single sign-on', 'write it as people log in with it'),
  );

const tenant = z
  .string()
  .describe('name of a tenant of this environment')
  .meta({ examples: ['pad'] });

/** What a contributor may do in AWS. */
const grantSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('tenant-secrets').describe('write the values of a tenant’s secrets, without reading any'),
    tenant,
  }),
  z.strictObject({
    kind: z.literal('tenant-bucket').describe('access objects in a tenant’s bucket'),
    tenant,
    access: z.enum(['read', 'write']).default('read').describe('read, or write, which includes changing and deleting'),
  }),
  z.strictObject({ kind: z.literal('tenant-backups').describe('read the database backups of a tenant'), tenant }),
  z.strictObject({ kind: z.literal('network-logs').describe('read the flow logs') }),
]);

const contributorSchema = z.strictObject({
  name: shortName(30).describe('name of the role, unique in the environment'),
  who: z
    .union([
      z.strictObject({ group: group.describe('group in single sign-on, by name or full path') }),
      z.strictObject({ person: account.describe('account in single sign-on').meta({ examples: ['elif-kaya'] }) }),
    ])
    .describe('{ group: <name or path> } or { person: <account> } in single sign-on'),
  purpose: reason
    .max(200, refusal('is longer than 200 characters', 'shorten it: it becomes the description of a role'))
    .regex(
      /^[\t\n\r\u0020-\u007e\u00a1-\u00ff]*$/,
      refusal(
        'has a character that AWS does not allow in a description',
        "write plain Latin letters and straight quotes: '",
      ),
    )
    .describe('purpose, in one sentence'),
  grants: z.array(grantSchema).min(1).describe('what the role may do; everything else is denied'),
});

/** Who must have approved a change before a pipeline deploys it. */
const approvalsSchema = z.union([
  z.strictObject({
    by: z
      .array(
        z
          .string()
          .regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/, refusal('is not the name of a user', 'write it without @'))
          .refine(
            (name) => !/^(project|group)_\d+_bot/.test(name),
            refusal('is the user of an access token', 'name people: a token approves nothing'),
          ),
      )
      .min(1)
      .max(50)
      .describe('GitLab users who may approve; nobody can approve a change that they proposed, committed or started')
      .meta({ examples: [['elif-kaya', 'ines-okafor']] }),
    above: z
      .enum(['routine', 'watch'])
      .default('watch')
      .describe(
        'findings of the review above this class need approval: watch, or routine for everything that is not routine',
      ),
  }),
  z.strictObject({ none: reason.describe('why pipelines may deploy without approval') }),
]);

const ciSchema = z.strictObject({
  issuer: httpsUrl.describe('https URL of the GitLab whose jobs may deploy'),
  project: gitlabPath
    .refine((path) => path.includes('/'), {
      message: refusal('is not the path of a project', 'write group and project, like infrastructure/platform'),
    })
    .describe('full path of the project, like group/project')
    .meta({ examples: ['infrastructure/platform'] }),
  branches: z
    .array(branchName)
    .min(1)
    .max(10, refusal('are more than ten branches', 'name at most ten: the policy of a role has no room for more'))
    .describe('branches whose jobs may deploy; each must be protected in GitLab')
    .meta({ examples: [['main']] }),
  approvals: approvalsSchema
    .optional()
    .describe(
      'who must approve dangerous changes, or { none: <reason> }; if left out, pipelines refuse to deploy dangerous changes',
    ),
});

export type CiApprovals = z.output<typeof approvalsSchema>;

/** Days for which CloudWatch Logs can keep a record. Source: the API reference of CloudWatch Logs, PutRetentionPolicy. */
const retentionDays = [
  30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const sessionsSchema = z
  .union([
    z.strictObject({
      keepDays: z
        .union(retentionDays.map((days) => z.literal(days)))
        .describe('days until a record is deleted, one of those that CloudWatch Logs knows'),
    }),
    z.strictObject({ none: reason.describe('why nobody records sessions here, or where it is said') }),
  ])
  .default({ keepDays: 365 })
  .describe(
    'record of what people type and see in sessions of Session Manager on hosts, for the whole account and region; or { none: <reason> }',
  );

/** Roles in the AWS account besides those of the engineers: of contributors, and of CI. */
export const accessSchema = z
  .strictObject({
    contributors: z
      .array(contributorSchema)
      .max(50)
      .default([])
      .describe('IAM roles for members of the community, assumed through single sign-on'),
    ci: ciSchema.optional().describe('pipelines that may deploy, authenticated by GitLab ID tokens'),
    bastion: bastionSchema
      .optional()
      .describe('a host from which people reach others by SSH, in the place of Session Manager, see docs/ways-in.md'),
    sessions: sessionsSchema,
    wireguard: wireguardSchema
      .optional()
      .describe('a WireGuard tunnel to machines and sites elsewhere, see docs/ways-in.md'),
  })
  .prefault({})
  .describe('access to the AWS account for anyone other than engineers, and the ways into its network');
