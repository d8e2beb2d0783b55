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
  .describe('hourly, daily, weekly, archive for backups kept longer than a year, or { none: <reason> }');

/** How a volume is backed up, as a file declares it. */
export type VolumeBackup = Immutable<z.output<typeof volumeBackup>>;

/** How a database is backed up: days for which it can be restored to any moment, or why it is not. */
export const databaseBackup = z
  .union([
    z.strictObject({ keepDays: z.int().min(7).max(365).describe('days of point-in-time recovery') }),
    z.strictObject({ none: reason }),
  ])
  .default({ keepDays: 30 })
  .describe('{ keepDays: <days> } for point-in-time recovery, or { none: <reason> }');

/** How a MySQL database is backed up: by dumps; a moment between two dumps cannot be restored. */
export const dumps = z
  .union([
    z.strictObject({
      keepDays: z.int().min(7).max(365).describe('retention of dumps in days; a dump is taken every six hours'),
    }),
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
          region: region
            .describe('second region, geographically distant from the first')
            .meta({ examples: ['us-west-2'] }),
        }),
        z.strictObject({ none: reason }),
      ])
      .describe('{ region: <name> } to copy backups to, or { none: <reason> }'),
    lock: z
      .union([
        z.literal('governance'),
        z
          .strictObject({
            irreversibleAfterDays: z
              .int()
              .min(3)
              .max(365)
              .describe('days during which the lock can still be removed; afterwards nobody can, not even AWS'),
            because: reason,
          })
          .describe('{ irreversibleAfterDays, because }: after that, nobody can delete a backup early, ever'),
      ])
      .default('governance')
      .describe('governance: only those allowed to remove the vault lock can delete backups early'),
    keepDays: z
      .strictObject({
        hourly: days(1, 'days an hourly copy is kept').default(3),
        daily: days(7, 'days a daily copy is kept').default(35),
        weekly: days(30, 'days a weekly copy is kept').default(120),
        monthly: days(90, 'days a monthly copy of an archive is kept').default(400),
      })
      .prefault({})
      .describe('retention in days, by backup frequency'),
  })
  .describe('backups of everything that cannot be recreated');
