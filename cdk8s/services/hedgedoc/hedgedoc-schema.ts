import { z } from 'zod';
import type { Immutable } from '../../../model/immutable';
import { volumeBackup } from '../../../model/schema/backup';
import { postgresDatabaseSchema } from '../../../model/schema/databases';
import { serviceHosts, group, shortName } from '../../../model/schema/fields';

/** Schema of a HedgeDoc in a tenant's file. */
export const hedgedocSchema = z
  .strictObject({
    kind: z.literal('hedgedoc'),
    name: shortName(16).default('hedgedoc').describe('name of the service in its namespace'),
    hosts: serviceHosts,
    guests: z
      .enum(['none', 'read', 'edit'])
      .default('read')
      .describe('what people without an account may do with notes opened to them: none, read or edit'),
    members: group
      .optional()
      .describe('group whose members may log in, by name or full path; everybody with an account if left out'),
    limits: z
      .strictObject({
        noteCharacters: z
          .int()
          .min(1000)
          .max(1_000_000)
          .default(100_000)
          .describe('maximum length of a note in characters'),
        newNotes: z.int().min(1).max(1000).default(20).describe('notes that one person may create in five minutes'),
        sessionDays: z.int().min(1).max(90).default(14).describe('session lifetime in days'),
      })
      .prefault({})
      .describe('limits per person'),
    uploadsGiB: z
      .int()
      .min(1)
      .max(500)
      .default(10)
      .describe('volume for uploaded images in GiB; can grow, never shrink'),
    database: postgresDatabaseSchema.prefault({}),
    backup: volumeBackup,
  })
  .describe('collaborative Markdown notes');

/** A HedgeDoc as a tenant's file declares it. */
export type HedgeDocService = Immutable<z.output<typeof hedgedocSchema>>;
