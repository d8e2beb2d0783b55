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
  name: shortName(16).describe('name of the hook, unique in the service; the last part of its URL'),
  project: gitlabPath
    .refine((path) => path.includes('/'), {
      message: refusal('is not the path of a project', 'write it in full, like infrastructure/accounts'),
    })
    .describe('full path of the GitLab project that it accepts, like infrastructure/accounts')
    .meta({ examples: ['infrastructure/accounts'] }),
  on: z
    .array(z.enum(['issue', 'note', 'merge-request']))
    .min(1)
    .describe('events that start a run: issue, note or merge-request created or changed')
    .meta({ examples: [['issue']] }),
  run: command,
  token: z
    .enum(['generated', 'signing'])
    .default('generated')
    .describe(
      'how deliveries are authenticated: a generated secret token, or a signing token that GitLab generates and people enter',
    ),
  timeoutMinutes: z.int().min(1).max(1440).default(30).describe('timeout of a run in minutes'),
  retries: z.int().min(0).max(5).default(0).describe('retries of a failed run; 0 for commands that must not run twice'),
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
      .describe('hosts of the tenant that it serves; all of them if left out'),
    gitlab: httpsUrl.describe('URL of the GitLab that sends the webhooks, and that commands query'),
    account: z
      .string()
      .regex(
        /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/,
        refusal('is not the name of an account in GitLab', 'write it without @, like accounts-bot'),
      )
      .describe('GitLab account that the commands use; its own events start no run, to avoid loops')
      .meta({ examples: ['accounts-bot'] }),
    hooks: z.array(hook).min(1).max(10).describe('GitLab webhooks and the command that each one starts'),
    settings: settingsSchema,
    secrets: secretsSchema,
    scratch: scratchSchema,
    callsOut: callsOutSchema,
  })
  .describe('commands started by GitLab webhooks, like one that creates accounts requested in issues');

/** An automation as a tenant's file declares it. */
export type AutomationService = Immutable<z.output<typeof automationSchema>>;
