import { z } from 'zod';
import type { Immutable } from '../../../model/immutable';
import { volumeBackup } from '../../../model/schema/backup';
import { keepingCacheSchema } from '../../../model/schema/caches';
import { databaseSchema } from '../../../model/schema/databases';
import { absolutePath, containerImage, imageUpdates, refusal, shortName } from '../../../model/schema/fields';
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
import { volumeSpeed } from '../../../model/schema/storage';
import { loginSchema } from './login-schema';

/** Name of a folder in a volume. */
const folderName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    refusal('is not the name of a folder', 'write it like uploads, without a slash'),
  )
  .meta({ examples: ['uploads'] });

const mountPath = z
  .union([absolutePath, z.record(absolutePath, folderName)])
  .describe('where the volume is mounted: a path, or several, each with the folder of the volume that is there')
  .meta({ examples: ['/var/lib/app'] });

const claim = z
  .strictObject({
    path: mountPath,
    sizeGiB: z.int().min(1).max(1024).describe('GiB; can grow, never shrink'),
    sharing: z
      .enum(['one-pod', 'many-pods'])
      .default('one-pod')
      .describe('one-pod is a disk, many-pods a folder of the environment’s file system, slower for small files'),
    speed: volumeSpeed,
    backup: volumeBackup,
  })
  .describe('a volume of its own');

const volume = z.strictObject({
  name: z
    .string()
    .max(16)
    .regex(
      /^(?!data$)[a-z][a-z0-9]*$/,
      refusal('is not the name of a further volume', 'use letters and digits, like uploads; data is that of the claim'),
    )
    .describe('name of the volume, unique in the service')
    .meta({ examples: ['uploads'] }),
  ...claim.shape,
});

const bucket = z
  .strictObject({
    keepDeletedDays: z
      .int()
      .min(1)
      .max(365)
      .default(30)
      .describe('days in which a deleted or replaced object can be had back'),
    expireDays: z
      .int()
      .min(1)
      .max(3650)
      .optional()
      .describe('days after which an object is deleted; never if left out'),
  })
  .describe('a private bucket of its own; the service finds its name in S3_BUCKET and has a role for it');

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
      .describe('any for an image built for both architectures, else the one it was built for'),
    hosts: servedHostsSchema
      .optional()
      .describe(
        'which of the tenant’s hosts it serves, or { host: <host>, paths: [<path>] } for a part of one; all if it is the only service; [] for none: services that name it in calls reach it',
      ),
    calls: z
      .array(shortName(16).meta({ examples: ['search'] }))
      .default([])
      .describe('names of services of the same tenant that it calls, each at http://<name>'),
    command: command.optional().describe('command in place of the one that the image starts by itself'),
    args: commandArguments.optional(),
    port: z.int().min(1).max(65535).default(8080).describe('port the application listens on'),
    ports: portsSchema,
    health: healthSchema,
    metrics: metricsSchema,
    startSeconds: z
      .int()
      .min(5)
      .max(7200)
      .default(120)
      .describe('seconds that a start may take until health answers, an upgrade of its data included'),
    stopSeconds,
    size: podSize,
    replicas: z.int().min(1).max(10).default(2).describe('pods; must be 1 with a claim for one pod'),
    settings: settingsSchema,
    secrets: secretsSchema,
    login: loginSchema,
    files: z
      .record(absolutePath, z.string().min(1).max(16_384))
      .default({})
      .describe('files that it reads, text by path; $(NAME) stands for the value of a variable, also of a secret one'),
    scratch: scratchSchema,
    database: databaseSchema.optional(),
    cache: keepingCacheSchema({ memoryMiB: 128, eviction: 'none' }).optional(),
    bucket: bucket.optional(),
    claim: claim.optional(),
    volumes: z.array(volume).max(8).default([]).describe('further volumes, like one for what people upload'),
    migrate: migrateSchema,
    workers: workersSchema,
    schedule: scheduleSchema,
    callsOut: callsOutSchema,
    timeoutSeconds: z
      .int()
      .min(1)
      .max(3600)
      .optional()
      .describe('seconds in which a request has to be answered, 30 if left out'),
  })
  .describe('any web application that comes as a container image');

/** A web application as a tenant's file declares it. */
export type WebApplicationService = Immutable<z.output<typeof webApplicationSchema>>;
