import { z } from 'zod';
import { cronProblem } from '../cron';
import { sharedMemory } from '../formats/shared-memory';
import type { Immutable } from '../immutable';
import { absolutePath, containerImage, reason, refusal, shortName, urlPath } from './fields';
import { metricsSchema } from './metrics';
import { probeHeaders, probeHost, probePort } from './probe-request';
import { servedHostsSchema } from './served-hosts';
import { portsSchema } from './service-ports';
import { settingsSchema } from './service-variables';
import { claimSchema, mountedVolumes } from './volume-claims';

/** A program and its arguments, run in the image of a service. */
export const command = z
  .array(z.string())
  .min(1)
  .refine(([program]) => program !== '', {
    error: refusal('is empty, and the first word is the program', 'write the program first; an argument may be empty'),
    path: [0],
  })
  .describe('program and arguments, run in the application’s image without a shell, like [bin/app, refresh]')
  .meta({ examples: [['bin/app', 'refresh']] });

/** Arguments of a program, for the entry point of an image or for a command. */
export const commandArguments = z
  .array(z.string())
  .min(1)
  .describe('arguments of the command, or of the image’s entrypoint, like [--port, "8080"]')
  .meta({ examples: [['--verbose']] });

/** Resources of a pod: a size that has a name, or figures of its own. */
export const podSize = z
  .union([
    z.enum(['small', 'medium', 'large']),
    z.strictObject({
      cpu: z.number().min(0.05).max(96).describe('CPU request, like 0.5; the limit is twice as much'),
      memoryGiB: z
        .number()
        .min(0.125)
        .max(768)
        .describe('memory request and limit in GiB; a pod that uses more is killed'),
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
  .describe('seconds between SIGTERM and SIGKILL, to finish requests or the current job');

const cronExpression = z
  .string()
  .superRefine((text, context) => {
    const problem = cronProblem(text);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: refusal(problem.reason, problem.remedy) });
  })
  .describe('cron schedule in UTC, in quotes: minute, hour, day of month, month, day of week, like "30 3 * * 1-5"')
  .meta({ examples: ['30 3 * * 1-5'] });

/** Memory that programs share: browsers and databases need more of it than the 64 MiB of every container. */
const scratchPathSchema = z.union([z.literal(sharedMemory), absolutePath]);

const scratchFolder = z
  .strictObject({
    path: scratchPathSchema.describe('path of the folder'),
    sizeGiB: z.number().min(0.1).max(50).default(0.25).describe('size limit in GiB; a pod that writes more is evicted'),
    content: z
      .enum(['none', 'of-image'])
      .default('none')
      .describe('of-image starts with the image’s own content of that path, copied by the image’s cp'),
  })
  .refine(({ path, content }) => path !== sharedMemory || content === 'none', {
    error: refusal('is memory, of which an image has none', 'leave content out'),
    path: ['content'],
  });

const scratchFolders = z.array(z.union([scratchPathSchema, scratchFolder]));

/** Folders that a service writes to and that are lost with the pod. */
export const scratchSchema = scratchFolders
  .default(['/tmp'])
  .describe(
    'writable paths that are lost with the pod (emptyDir): <path> for 256 MiB, or { path: <path>, sizeGiB: <GiB> }; /dev/shm is shared memory, and counts as memory of the size',
  );

/** Folders that a process writes to, where they are not those of its service. */
export const ownScratchSchema = scratchFolders
  .optional()
  .describe(
    'writable paths of this process alone instead of the service’s; besides them in a web pod. With an image of its own it gets no content of the service’s image',
  );

/** A scratch folder as a tenant's file declares it. */
export type DeclaredScratch = Immutable<z.output<typeof scratchSchema>[number]>;

/** The path of a scratch folder. */
export const scratchPath = (folder: DeclaredScratch): string => (typeof folder === 'string' ? folder : folder.path);

const job = z.strictObject({
  name: shortName(16).describe('name of the job, unique in the service'),
  at: cronExpression,
  image: containerImage.optional().describe('image; the service’s image if left out'),
  command: command.optional().describe('program and arguments, run without a shell'),
  args: commandArguments.optional(),
  settings: settingsSchema.describe('environment variables of this job only; they override the service’s'),
  volumes: mountedVolumes,
  scratch: ownScratchSchema,
  timeoutMinutes: z.int().min(1).max(1440).default(60).describe('timeout in minutes'),
  retries: z.int().min(0).max(5).default(0).describe('retries of a failed run; 0 for jobs that must not run twice'),
  size: podSize,
});

/** Commands that a service runs on a schedule. */
export const scheduleSchema = z
  .array(job)
  .max(20)
  .default([])
  .describe('scheduled commands; runs of the same command never overlap');

const alivePort = probePort
  .optional()
  .describe('port of the probe, such as one of ports; the worker’s port if left out');

const worker = z.strictObject({
  name: shortName(16).describe('name of the worker, unique in the service'),
  image: containerImage.optional().describe('image; the service’s image if left out'),
  command: command
    .optional()
    .describe('program and arguments, run without a shell; may be left out if the worker has its own image'),
  args: commandArguments.optional(),
  pod: z
    .enum(['own', 'web'])
    .default('own')
    .describe(
      'own: separate pods; web: a sidecar container in each web pod, sharing its disks, scratch folders and localhost',
    ),
  volumes: mountedVolumes,
  scratch: ownScratchSchema,
  claim: claimSchema.optional().describe('a dedicated volume, as for a search engine'),
  port: z
    .int()
    .min(1)
    .max(65535)
    .optional()
    .describe(
      'port that it listens on; other pods of the service reach it at http://<service>-worker-<name>, with pod: web the web container reaches it at localhost',
    ),
  paths: z
    .array(urlPath.meta({ examples: ['/api/v1/streaming'] }))
    .default([])
    .describe('paths on the service’s hosts that are routed to its port'),
  ports: portsSchema,
  hosts: servedHostsSchema
    .default([])
    .describe(
      'hosts that are routed to its port only: <host> for a whole host, { host: <host>, paths: [<path>] } for part of one',
    ),
  metrics: metricsSchema,
  alive: z
    .union([
      command,
      z.strictObject({
        get: urlPath.describe('path at its port that returns 200 while it is healthy').meta({ examples: ['/healthz'] }),
        host: probeHost,
        port: alivePort,
        headers: probeHeaders,
      }),
      z.strictObject({
        tcp: z.literal(true).describe('only checks that the port accepts connections'),
        port: alivePort,
      }),
      z.strictObject({ none: reason }),
    ])
    .describe(
      'health check: command that succeeds within ten seconds, { get: <path> }, { tcp: true }, or { none: <reason> }',
    ),
  replicas: z.int().min(1).max(10).default(1).describe('number of pods'),
  settings: settingsSchema.describe('environment variables of this worker only; they override the service’s'),
  startSeconds: z
    .int()
    .min(5)
    .max(7200)
    .default(300)
    .describe('seconds that startup may take until the health check passes, data upgrades included'),
  stopSeconds,
  size: podSize,
});

/** Workers: further processes of a service that run all the time, like those that process a queue or one that has its own port. */
export const workersSchema = z
  .array(worker)
  .max(12)
  .default([])
  .describe('additional long-running processes, like one that processes a queue');

const migration = z.strictObject({
  image: containerImage.optional().describe('image by digest; the service’s image if left out'),
  command: command.optional().describe('program and arguments, run without a shell'),
  args: commandArguments.optional(),
  settings: settingsSchema.describe('environment variables of the migration only; they override the service’s'),
  scratch: ownScratchSchema,
});

/** What migrates the database to the schema of a new image. */
export const migrateSchema = z
  .union([command, migration])
  .optional()
  .describe('command that migrates the database before pods of a new image start; requires the image by digest');

/** A migration as a tenant's file declares it, with the names of its parts. */
export type DeclaredMigration = Partial<Immutable<z.output<typeof migration>>>;

/** The parts of a migration that may be declared as a command alone. */
export const toMigration = (declared: Immutable<NonNullable<z.output<typeof migrateSchema>>>): DeclaredMigration =>
  'length' in declared ? { command: declared } : declared;

/** Ports outside the cluster that a service calls besides HTTPS. */
export const callsOutSchema = z
  .array(
    z.strictObject({
      port: z.int().min(1).max(65535).describe('outbound TCP port, like 587 for mail'),
      to: z
        .enum(['internet', 'hosts'])
        .default('internet')
        .describe(
          'internet, or hosts for those of the environment and its directory; no service reaches other addresses of the network',
        ),
      because: reason,
    }),
  )
  .default([])
  .describe('outbound TCP ports outside the cluster besides 443, each with the reason');
