import { z } from 'zod';
import { cronProblem } from '../cron';
import { absolutePath, reason, refusal, shortName } from './fields';

/** A program and its arguments, run in the image of a service. */
export const command = z
  .array(z.string().min(1))
  .min(1)
  .describe('program and arguments, run in the application’s image without a shell, like [bin/app, refresh]')
  .meta({ examples: [['bin/app', 'refresh']] });

/** Resources of the pod of a process. */
export const podSize = z
  .enum(['small', 'medium', 'large'])
  .default('small')
  .describe('resources of its pod: small, medium or large');

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
  command,
  timeoutMinutes: z.int().min(1).max(1440).default(60).describe('minutes after which it is stopped and has failed'),
  retries: z
    .int()
    .min(0)
    .max(5)
    .default(0)
    .describe('how often a run that failed is tried again before the next one; 0 suits what must not happen twice'),
  size: podSize,
});

/** Folders that a service writes to and that are lost with the pod. */
export const scratchSchema = z
  .array(absolutePath)
  .default(['/tmp'])
  .describe('paths it may write that are lost with the pod');

/** Commands that a service runs on a schedule. */
export const scheduleSchema = z
  .array(job)
  .max(20)
  .default([])
  .describe('commands that run by the clock, one run of each at a time');

const worker = z.strictObject({
  name: shortName(16).describe('name of the worker, unique in the service'),
  command,
  alive: z
    .union([command, z.strictObject({ none: reason })])
    .describe('command that succeeds within ten seconds while it works, or { none: <reason> }'),
  replicas: z.int().min(1).max(10).default(1).describe('pods'),
  size: podSize,
});

/** Workers: processes of a service that run all the time and take no requests, like those that process a queue. */
export const workersSchema = z
  .array(worker)
  .max(5)
  .default([])
  .describe('further processes of the image that run on and that nobody calls, like those that work off a queue');

/** The command that migrates the database to the schema of a new image. */
export const migrateSchema = command
  .optional()
  .describe('command that brings the database up to a new image before its pods start; it needs the image by digest');

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
