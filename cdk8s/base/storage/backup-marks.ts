/** Label of a claim, and tag of the disks of a storage class, by which AWS Backup finds what it copies. */
export const backupMark = (backup: string | { readonly none: string }): Record<'commons-platform/backup', string> => ({
  'commons-platform/backup': typeof backup === 'string' ? backup : 'none',
});

/** Annotation that tells `backup coverage` and people why an object has no backup. */
export const noBackupMark = (because: string): Record<'commons-platform/no-backup-because', string> => ({
  'commons-platform/no-backup-because': because,
});
