import { noBackupMark } from '../storage/backup-marks';

/** Days that backups of a database are kept, or the reason why it has none. */
export type DatabaseBackup = { readonly keepDays: number } | { readonly none: string };

/** Annotation with the days or the reason, for people and for `backup coverage`. */
export const databaseBackupAnnotation = (backup: DatabaseBackup): Record<string, string> =>
  'none' in backup ? noBackupMark(backup.none) : { 'commons-platform/backup-keep-days': String(backup.keepDays) };

/** The reason why AWS Backup does not copy the disks of a database. */
export const ownArchive = { none: 'The database archives itself to S3, to any moment' } as const;
