import { z } from 'zod';
import { volumeBackup } from './backup';
import { absolutePath, refusal } from './fields';
import { volumeSpeed } from './storage';

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
  .describe('mount path, or several paths, each with the folder of the volume to mount there')
  .meta({ examples: ['/var/lib/app'] });

/** A volume that keeps its content. */
export const claimSchema = z
  .strictObject({
    path: mountPath,
    sizeGiB: z.int().min(1).max(1024).describe('size in GiB; can grow, never shrink'),
    sharing: z
      .enum(['one-pod', 'many-pods'])
      .default('one-pod')
      .describe(
        'one-pod is a disk (ReadWriteOnce), many-pods a folder of the environment’s file system (ReadWriteMany), slower for small files',
      ),
    speed: volumeSpeed,
    backup: volumeBackup,
  })
  .describe('a dedicated volume');

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
  ...claimSchema.shape,
});

/** Volumes of a service besides its claim. */
export const volumesSchema = z.array(volume).max(8).default([]).describe('additional volumes, like one for uploads');

/** The volumes that a process mounts. */
export const mountedVolumes = z
  .array(
    z
      .string()
      .regex(
        /^[a-z][a-z0-9]{0,15}$/,
        refusal('is not the name of a volume', 'write data for the claim, or the name of one of the volumes'),
      )
      .meta({ examples: ['uploads'] }),
  )
  .optional()
  .describe('names of the service’s volumes to mount, data for the claim; all if left out, [] for none');
