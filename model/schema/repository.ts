import { z } from 'zod';
import { httpsUrl, reason, refusal } from './fields';

const branch = z
  .string()
  .regex(
    /^(?!\/)(?!.*(\/\/|\.\.|@\{|\/$|\.lock$|\.$))[A-Za-z0-9][A-Za-z0-9._/-]*$/,
    refusal('is not the name of a branch', 'write it without spaces, like main or delivered/production'),
  )
  .meta({ examples: ['main'] });

/** The repository that Argo CD follows, its mirror, and the engineers whose signatures it accepts. */
export const repositorySchema = z
  .strictObject({
    url: httpsUrl.describe('https address of the repository that the cluster is synchronised from'),
    branch: branch.default('main').describe('branch that people merge into; services of tenants follow it'),
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
            .describe('engineers who may deliver: signing-keys/<name>.asc beside this file has the public key of each')
            .meta({ examples: [['ada', 'grace']] }),
          branch: branch
            .default('delivered')
            .describe('branch that the platform follows, and that an engineer moves by a signed commit'),
        }),
        z.strictObject({ unsigned: reason }),
      ])
      .describe(
        '{ signedBy: [<engineer>] } takes for the platform only what an engineer has signed; { unsigned: <reason> } takes whatever is on the branch',
      ),
    mirror: z
      .union([
        z.strictObject({
          url: httpsUrl
            .describe('https address of a copy at another host')
            .meta({ examples: ['https://git.example/commons/platform.git'] }),
          readBy: z
            .enum(['everyone', 'token'])
            .default('token')
            .describe('who may read it: everyone, or whoever has the token in <environment>/platform/delivery-mirror'),
        }),
        z.strictObject({ none: reason }),
      ])
      .describe(
        'copy at another host, from which an engineer delivers while the repository is down, or { none: <reason> }',
      ),
    follow: z
      .enum(['url', 'mirror'])
      .default('url')
      .describe('which of the two the cluster follows: url, or mirror while the repository is down'),
  })
  .describe('where the cluster reads its manifests');
