import { z } from 'zod';
import type { Immutable } from '../../../model/immutable';
import {
  containerImage,
  domainName,
  gitlabPath,
  httpsUrl,
  imageUpdates,
  refusal,
  shortName,
} from '../../../model/schema/fields';
import { callsOutSchema, command, podSize, scratchSchema } from '../../../model/schema/service-processes';
import { secretsSchema, settingsSchema } from '../../../model/schema/service-variables';

const hook = z.strictObject({
  name: shortName(16).describe('name of the hook, unique in the service; the last part of its address'),
  project: gitlabPath
    .refine((path) => path.includes('/'), {
      message: refusal('is not the path of a project', 'write it in full, like infrastructure/accounts'),
    })
    .describe('path of the one project in GitLab that it is for, like infrastructure/accounts')
    .meta({ examples: ['infrastructure/accounts'] }),
  on: z
    .array(z.enum(['issue', 'note', 'merge-request']))
    .min(1)
    .describe('what starts a run when it is made or changed: issue, note or merge-request')
    .meta({ examples: [['issue']] }),
  run: command,
  token: z
    .enum(['generated', 'signing'])
    .default('generated')
    .describe(
      'what its deliveries are known by: a generated secret token, or a signing token that GitLab makes and people type in',
    ),
  timeoutMinutes: z.int().min(1).max(1440).default(30).describe('minutes after which a run is stopped and has failed'),
  retries: z
    .int()
    .min(0)
    .max(5)
    .default(0)
    .describe('how often a run that failed is tried again; 0 suits what must not happen twice'),
  size: podSize,
});

/** Commands that GitLab's webhooks start. */
export const automationSchema = z
  .strictObject({
    kind: z.literal('automation'),
    name: shortName(16).default('hooks').describe('name of the service in its namespace'),
    receiver: containerImage.describe(
      'image built from images/automation-hooks, like quay.io/commons/automation-hooks:stable',
    ),
    image: containerImage.describe('image that the commands run in, like quay.io/commons/accounts-automation:stable'),
    updates: imageUpdates('automatic'),
    hosts: z
      .array(domainName)
      .min(1)
      .optional()
      .describe('which of the tenant’s hosts it serves; all of them if left out'),
    gitlab: httpsUrl.describe('address of the GitLab that calls, and that the commands ask about what happened'),
    account: z
      .string()
      .regex(
        /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/,
        refusal('is not the name of an account in GitLab', 'write it without @, like accounts-bot'),
      )
      .describe(
        'account in GitLab that the commands write by; what it does itself starts no run, which would go on for ever',
      )
      .meta({ examples: ['accounts-bot'] }),
    hooks: z.array(hook).min(1).max(10).describe('webhooks of GitLab, and the command that each starts'),
    settings: settingsSchema,
    secrets: secretsSchema,
    scratch: scratchSchema,
    callsOut: callsOutSchema,
  })
  .describe('commands that webhooks of GitLab start, like one that makes the accounts which issues ask for');

/** An automation as a tenant's file declares it. */
export type AutomationService = Immutable<z.output<typeof automationSchema>>;
