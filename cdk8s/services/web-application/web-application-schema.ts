import { z } from 'zod';
import type { Immutable } from '../../../model/immutable';
import { keepingCacheSchema } from '../../../model/schema/caches';
import { databaseSchema } from '../../../model/schema/databases';
import { containerImage, imageUpdates, shortName } from '../../../model/schema/fields';
import { beforeSchema } from '../../../model/schema/init-containers';
import { serviceMailSchema } from '../../../model/schema/mail';
import { filesSchema } from '../../../model/schema/service-files';
import {
  callsOutSchema,
  command,
  commandArguments,
  migrateSchema,
  podSize,
  scheduleSchema,
  scratchSchema,
  stopSeconds,
  workersSchema,
} from '../../../model/schema/service-processes';
import { healthSchema } from '../../../model/schema/health';
import { metricsSchema } from '../../../model/schema/metrics';
import { portsSchema } from '../../../model/schema/service-ports';
import { servedHostsSchema } from '../../../model/schema/served-hosts';
import { secretsSchema, settingsSchema } from '../../../model/schema/service-variables';
import { claimSchema, volumesSchema } from '../../../model/schema/volume-claims';
import { loginSchema } from './login-schema';

const bucket = z
  .strictObject({
    scope: z
      .enum(['folder', 'whole'])
      .default('folder')
      .describe(
        'folder: a prefix of the tenant’s bucket, passed as S3_PREFIX; whole: a dedicated bucket, for applications that cannot use a prefix',
      ),
    keepDeletedDays: z
      .int()
      .min(1)
      .max(365)
      .default(30)
      .describe('days during which a deleted or replaced object can be restored'),
    expireDays: z.int().min(1).max(3650).optional().describe('days after which objects expire; never if left out'),
  })
  .describe('private object storage; the service gets the bucket in S3_BUCKET and a role with access to it');

/** Schema of a web application in a tenant's file. */
export const webApplicationSchema = z
  .strictObject({
    kind: z.literal('web-application'),
    name: shortName(16).default('web').describe('name of the service in its namespace'),
    image: containerImage,
    updates: imageUpdates('automatic'),
    architecture: z
      .enum(['any', 'amd64', 'arm64'])
      .default('any')
      .describe('any for a multi-architecture image, otherwise the architecture of the image'),
    hosts: servedHostsSchema
      .optional()
      .describe(
        'hosts of the tenant that it serves, or { host: <host>, paths: [<path>] } for part of one; defaults to all if it is the only service; [] for an internal service, reached by services that list it in calls',
      ),
    calls: z
      .array(shortName(16).meta({ examples: ['search'] }))
      .default([])
      .describe(
        'services of the same tenant that it connects to, each at http://<name>; its own name for workers and jobs that call its web pods',
      ),
    command: command.optional().describe('command that replaces the image’s entrypoint'),
    args: commandArguments.optional(),
    port: z
      .union([z.int().min(1).max(65535), z.literal('none')])
      .default(8080)
      .describe('port on which the application answers HTTP, a number; none if it answers none, like a bot'),
    ports: portsSchema,
    health: healthSchema,
    metrics: metricsSchema,
    startSeconds: z
      .int()
      .min(5)
      .max(7200)
      .default(120)
      .describe('seconds that startup may take until the health check passes, data upgrades included'),
    stopSeconds,
    size: podSize,
    replicas: z
      .int()
      .min(1)
      .max(10)
      .optional()
      .describe('number of pods; 2 if left out, 1 with port: none; must be 1 with a one-pod claim'),
    settings: settingsSchema,
    secrets: secretsSchema,
    login: loginSchema,
    mail: serviceMailSchema.optional(),
    files: filesSchema,
    scratch: scratchSchema,
    database: databaseSchema.optional(),
    cache: keepingCacheSchema({ memoryMiB: 128, eviction: 'none' }).optional(),
    bucket: bucket.optional(),
    claim: claimSchema.optional(),
    volumes: volumesSchema,
    before: beforeSchema,
    migrate: migrateSchema,
    workers: workersSchema,
    schedule: scheduleSchema,
    callsOut: callsOutSchema,
    timeoutSeconds: z.int().min(1).max(3600).optional().describe('request timeout in seconds, 30 if left out'),
  })
  .describe('any web application with a container image');

/** A web application as a tenant's file declares it. */
export type WebApplicationService = Immutable<z.output<typeof webApplicationSchema>>;
