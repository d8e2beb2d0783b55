import { z } from 'zod';
import { cronProblem } from '../cron';
import type { Immutable } from '../immutable';
import { absolutePath, containerImage, reason, refusal, shortName, urlPath } from './fields';
import { metricsSchema } from './metrics';
import { servedHostsSchema } from './served-hosts';
import { portsSchema } from './service-ports';
import { settingsSchema } from './service-variables';
import { claimSchema, mountedVolumes } from './volume-claims';

/** A program and its arguments, run in the image of a service. */
export const command = z
  .array(z.string().min(1))
  .min(1)
  .describe('program and arguments, run in the application’s image without a shell, like [bin/app, refresh]')
  .meta({ examples: [['bin/app', 'refresh']] });

/** Arguments of a program, for the entry point of an image or for a command. */
export const commandArguments = z
  .array(z.string())
  .min(1)
  .describe('arguments of the command, or of the program that the image starts by itself, like [--port, "8080"]')
  .meta({ examples: [['--verbose']] });

/** Resources of a pod: a size that has a name, or figures of its own. */
export const podSize = z
  .union([
    z.enum(['small', 'medium', 'large']),
    z.strictObject({
      cpu: z.number().min(0.05).max(96).describe('CPUs that are kept for it, like 0.5; it may use twice as many'),
      memoryGiB: z.number().min(0.125).max(768).describe('GiB of memory that are kept for it; with more it is ended'),
    }),
  ])
  .default('small')
  .describe('resources of a pod: small, medium, large, or { cpu: <CPUs>, memoryGiB: <GiB> }');

/** Time that a pod gets to end its work. */
export const stopSeconds = z
  .int()
  .min(1)
  .max(3600)
  .default(30)
  .describe('seconds between SIGTERM and the end: for requests under way, or the job that a worker is at');

const cronExpression = z
  .string()
  .superRefine((text, context) => {
    const problem = cronProblem(text);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: refusal(problem.reason, problem.remedy) });
  })
  .describe('when, in UTC: minute, hour, day of the month, month and day of the week, in quotes, like "30 3 * * 1-5"')
  .meta({ examples: ['30 3 * * 1-5'] });

const job = z.strictObject({
  name: shortName(16).describe('name of the job, unique in the service'),
  at: cronExpression,
  image: containerImage.optional().describe('image of its own; that of the service if left out'),
  command: command.optional().describe('program and arguments, run without a shell'),
  args: commandArguments.optional(),
  settings: settingsSchema.describe('environment variables of this job alone, before those that all have'),
  volumes: mountedVolumes,
  timeoutMinutes: z.int().min(1).max(1440).default(60).describe('minutes after which it is stopped and has failed'),
  retries: z
    .int()
    .min(0)
    .max(5)
    .default(0)
    .describe('how often a run that failed is tried again before the next one; 0 suits what must not happen twice'),
  size: podSize,
});

const scratchFolder = z.strictObject({
  path: absolutePath.describe('the folder'),
  sizeGiB: z.number().min(0.1).max(50).default(0.25).describe('GiB; a pod that writes more is ended'),
  content: z
    .enum(['none', 'of-image'])
    .default('none')
    .describe('of-image begins with what the image has there, copied by its own cp'),
});

/** Folders that a service writes to and that are lost with the pod. */
export const scratchSchema = z
  .array(z.union([absolutePath, scratchFolder]))
  .default(['/tmp'])
  .describe('paths it may write that are lost with the pod: <path> for 256 MiB, or { path: <path>, sizeGiB: <GiB> }');

/** A scratch folder as a tenant's file declares it. */
export type DeclaredScratch = Immutable<z.output<typeof scratchSchema>[number]>;

/** The path of a scratch folder. */
export const scratchPath = (folder: DeclaredScratch): string => (typeof folder === 'string' ? folder : folder.path);

/** Commands that a service runs on a schedule. */
export const scheduleSchema = z
  .array(job)
  .max(20)
  .default([])
  .describe('commands that run by the clock, one run of each at a time');

const worker = z.strictObject({
  name: shortName(16).describe('name of the worker, unique in the service'),
  image: containerImage.optional().describe('image of its own; that of the service if left out'),
  command: command
    .optional()
    .describe('program and arguments, run without a shell; an image of its own may start by itself'),
  args: commandArguments.optional(),
  pod: z
    .enum(['own', 'web'])
    .default('own')
    .describe(
      'own for pods of its own, web for a container in each web pod, with its disks, scratch folders and localhost',
    ),
  volumes: mountedVolumes,
  claim: claimSchema.optional().describe('a volume of its own, like that of a search engine'),
  port: z
    .int()
    .min(1)
    .max(65535)
    .optional()
    .describe(
      'port that it listens on; the other pods of the service call it at http://<service>-worker-<name>, with pod: web the web pod at localhost',
    ),
  paths: z
    .array(urlPath.meta({ examples: ['/api/v1/streaming'] }))
    .default([])
    .describe('paths at the hosts of the service that lead to its port'),
  ports: portsSchema,
  hosts: servedHostsSchema
    .default([])
    .describe('hosts that lead to its port alone: <host> for all of one, { host: <host>, paths: [<path>] } for a part'),
  metrics: metricsSchema,
  alive: z
    .union([
      command,
      z.strictObject({
        get: urlPath.describe('path that answers 200 at its port while it works').meta({ examples: ['/healthz'] }),
      }),
      z.strictObject({ tcp: z.literal(true).describe('asks only whether its port takes connections') }),
      z.strictObject({ none: reason }),
    ])
    .describe(
      'command that succeeds within ten seconds while it works, { get: <path> }, { tcp: true }, or { none: <reason> }',
    ),
  replicas: z.int().min(1).max(10).default(1).describe('pods'),
  settings: settingsSchema.describe('environment variables of this worker alone, before those that all have'),
  stopSeconds,
  size: podSize,
});

/** Workers: further processes of a service that run all the time, like those that process a queue or one that has its own port. */
export const workersSchema = z
  .array(worker)
  .max(12)
  .default([])
  .describe('further processes that run all the time, like one that processes a queue');

const migration = z.strictObject({
  image: containerImage.optional().describe('image of its own, by digest; that of the service if left out'),
  command: command.optional().describe('program and arguments, run without a shell'),
  args: commandArguments.optional(),
  settings: settingsSchema.describe('environment variables of the migration alone, before those that all have'),
});

/** What migrates the database to the schema of a new image. */
export const migrateSchema = z
  .union([command, migration])
  .optional()
  .describe('command that brings the database up to a new image before its pods start; it needs the image by digest');

/** A migration as a tenant's file declares it, with the names of its parts. */
export type DeclaredMigration = Partial<Immutable<z.output<typeof migration>>>;

/** The parts of a migration that may be declared as a command alone. */
export const toMigration = (declared: Immutable<NonNullable<z.output<typeof migrateSchema>>>): DeclaredMigration =>
  'length' in declared ? { command: declared } : declared;

/** Ports outside the cluster that a service calls besides HTTPS. */
export const callsOutSchema = z
  .array(
    z.strictObject({
      port: z.int().min(1).max(65535).describe('TCP port of whatever it calls outside the cluster, like 587 for mail'),
      because: reason,
    }),
  )
  .default([])
  .describe('TCP ports that it calls outside the cluster besides 443, each with the reason');
