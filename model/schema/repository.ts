import { z } from 'zod';
import { branchName } from './branch-name';
import { httpsUrlLike, reason, refusal } from './fields';

/** The repository that Argo CD follows, its mirror, and the engineers whose signatures it accepts. */
export const repositorySchema = z
  .strictObject({
    url: httpsUrlLike('https://gitlab.commons.example/platform.git').describe(
      'https URL of the repository that Argo CD syncs from',
    ),
    branch: branchName.default('main').describe('branch that people merge into; tenants’ services follow it'),
    delivery: z
      .union([
        z.strictObject({
          signedBy: z
            .array(
              z
                .string()
                .regex(
                  /^[a-z0-9][a-z0-9-]{0,62}$/,
                  refusal(
                    'is not the name of a key',
                    'write that of a file in signing-keys without its ending, like ada',
                  ),
                )
                .meta({ examples: ['ada'] }),
            )
            .min(1)
            .max(20)
            .describe(
              'engineers who may deliver; signing-keys/<name>.asc beside this file holds the public key of each',
            )
            .meta({ examples: [['ada', 'grace']] }),
          branch: branchName
            .default('delivered')
            .describe('branch that the platform’s applications follow; an engineer moves it with a signed commit'),
        }),
        z.strictObject({ unsigned: reason }),
      ])
      .describe(
        '{ signedBy: [<engineer>] } deploys only commits of the platform that an engineer signed; { unsigned: <reason> } deploys whatever is on the branch',
      ),
    mirror: z
      .union([
        z.strictObject({
          url: httpsUrlLike('https://git.example/commons/platform.git').describe(
            'https URL of a mirror on another server',
          ),
          readBy: z
            .enum(['everyone', 'token'])
            .default('token')
            .describe('read access: everyone, or with the token in secret <environment>/platform/delivery-mirror'),
        }),
        z.strictObject({ none: reason }),
      ])
      .describe('mirror on another server, to deliver from while the repository is down, or { none: <reason> }'),
    follow: z
      .enum(['url', 'mirror'])
      .default('url')
      .describe('which one the cluster syncs from: url, or mirror while the repository is down'),
  })
  .describe('Git repository from which the cluster is deployed');
