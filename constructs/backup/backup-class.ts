/** How often a resource is copied. */
export type BackupFrequency = 'hourly' | 'daily' | 'weekly' | 'monthly';

/** Days a copy is kept, by how often copies are made. */
export type KeepDays = Readonly<Record<BackupFrequency, number>>;

/** Key of the tag by which AWS Backup selects what it copies; its value is the class, or `none`. */
export const backupTagKey = 'commons-platform/backup';

/** How often each class of volumes and file systems is copied. */
export const frequenciesByClass = {
  hourly: ['hourly', 'daily', 'weekly'],
  daily: ['daily', 'weekly'],
  weekly: ['weekly'],
  archive: ['daily', 'weekly', 'monthly'],
} as const satisfies Readonly<Record<string, readonly BackupFrequency[]>>;

/** Value of the tag on a resource that is copied: its class. */
export type BackupPlanClass = keyof typeof frequenciesByClass;

/** The names of all classes. */
export const backupClassNames = ['hourly', 'daily', 'weekly', 'archive'] as const satisfies readonly BackupPlanClass[];

/**
 * Frequencies whose recovery points are copied to the second region: losing the first region costs a day at most.
 * Hourly recovery points stay in the first region, because they are for mistakes.
 */
export const copiedFrequencies = ['daily', 'weekly', 'monthly'] as const satisfies readonly BackupFrequency[];
