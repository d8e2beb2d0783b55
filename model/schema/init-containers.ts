import { z } from 'zod';
import { containerImage, shortName } from './fields';
import { command, commandArguments, ownScratchSchema, podSize } from './service-processes';
import { settingsSchema } from './service-variables';

const initContainer = z.strictObject({
  name: shortName(16)
    .describe('name of the init container, unique in the list')
    .meta({ examples: ['themes'] }),
  image: containerImage.optional().describe('image; the service’s image if left out'),
  command: command.optional().describe('program and arguments, run without a shell'),
  args: commandArguments.optional(),
  settings: settingsSchema.describe('environment variables of this job only; they override the service’s'),
  scratch: ownScratchSchema,
  size: podSize,
});

/** Jobs that end before the container of a web pod starts: init containers of Kubernetes. */
export const beforeSchema = z
  .array(initContainer)
  .max(8)
  .default([])
  .describe('init containers of each web pod, run in order at every start, with its volumes and files');
