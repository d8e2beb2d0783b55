import { z } from 'zod';
import type { Immutable } from '../immutable';
import { reason, region } from './fields';

/** Classes of backups of volumes, see `BackupClass`. */
export const backupClasses = ['hourly', 'daily', 'weekly', 'archive'] as const;

/**
 * How often a volume is backed up. `hourly` is also backed up daily and weekly, `daily` also weekly, `archive` daily, weekly and
 * monthly. The rarer a backup, the longer it is kept.
 */
export type BackupClass = (typeof backupClasses)[number];

/** How a volume is backed up: a class, or why it is not. */
export const volumeBackup = z
  .union([z.enum(backupClasses), z.strictObject({ none: reason })])
  .default('daily')
  .describe('hourly, daily, weekly, archive for copies kept over a year, or { none: <reason> }');

/** How a volume is backed up, as a file declares it. */
export type VolumeBackup = Immutable<z.output<typeof volumeBackup>>;

/** How a database is backed up: days for which it can be restored to any moment, or why it is not. */
export const databaseBackup = z
  .union([
    z.strictObject({ keepDays: z.int().min(7).max(365).describe('days for which every moment can be restored') }),
    z.strictObject({ none: reason }),
  ])
  .default({ keepDays: 30 })
  .describe('{ keepDays: <days> } to restore any moment of them, or { none: <reason> }');

/** How a MySQL database is backed up: by dumps; a moment between two dumps cannot be restored. */
export const dumps = z
  .union([
    z.strictObject({ keepDays: z.int().min(7).max(365).describe('days a dump is kept; one is made every six hours') }),
    z.strictObject({ none: reason }),
  ])
  .default({ keepDays: 30 })
  .describe('{ keepDays: <days> } for a dump every six hours, or { none: <reason> }');

const days = (least: number, what: string) => z.int().min(least).max(3650).describe(what);

/** Backups of everything that cannot be recreated: second region, lock, and retention. */
export const backupSchema = z
  .strictObject({
    copies: z
      .union([
        z.strictObject({
          region: region.describe('second region, far enough from the first').meta({ examples: ['us-west-2'] }),
        }),
        z.strictObject({ none: reason }),
      ])
      .describe('{ region: <name> } of the second copies, or { none: <reason> }'),
    lock: z
      .union([
        z.literal('governance'),
        z
          .strictObject({
            irreversibleAfterDays: z
              .int()
              .min(3)
              .max(365)
              .describe('days in which the lock can still be taken off; nobody can afterwards, AWS neither'),
            because: reason,
          })
          .describe('{ irreversibleAfterDays, because }: no backup can ever be deleted early again'),
      ])
      .default('governance')
      .describe('governance keeps everybody from deleting backups early who may not take off the lock'),
    keepDays: z
      .strictObject({
        hourly: days(1, 'days an hourly copy is kept').default(3),
        daily: days(7, 'days a daily copy is kept').default(35),
        weekly: days(30, 'days a weekly copy is kept').default(120),
        monthly: days(90, 'days a monthly copy of an archive is kept').default(400),
      })
      .prefault({})
      .describe('days a copy is kept, by how often copies are made'),
  })
  .describe('copies of everything that cannot be made again');
