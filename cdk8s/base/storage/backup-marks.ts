/** Tag of disks by which AWS Backup selects what it copies, set by their StorageClass; also a label of claims. */
export const backupMark = (backup: string | { readonly none: string }): Record<'commons-platform/backup', string> => ({
  'commons-platform/backup': typeof backup === 'string' ? backup : 'none',
});

/** Annotation that tells `backup coverage` and people why an object has no backup. */
export const noBackupMark = (because: string): Record<'commons-platform/no-backup-because', string> => ({
  'commons-platform/no-backup-because': because,
});
