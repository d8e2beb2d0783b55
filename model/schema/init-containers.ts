import { z } from 'zod';
import { containerImage, shortName } from './fields';
import { command, commandArguments, podSize } from './service-processes';
import { settingsSchema } from './service-variables';

const initContainer = z.strictObject({
  name: shortName(16)
    .describe('name of the job, unique in the list')
    .meta({ examples: ['themes'] }),
  image: containerImage.optional().describe('image of its own; that of the service if left out'),
  command: command.optional().describe('program and arguments, run without a shell'),
  args: commandArguments.optional(),
  settings: settingsSchema.describe('environment variables of this job alone, before those that all have'),
  size: podSize,
});

/** Jobs that end before the container of a web pod starts: init containers of Kubernetes. */
export const beforeSchema = z
  .array(initContainer)
  .max(8)
  .default([])
  .describe(
    'jobs that run in each web pod before it starts, one after the other, with its volumes and files; each start repeats them',
  );
