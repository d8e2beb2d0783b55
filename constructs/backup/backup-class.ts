/** How often something is copied. */
export type BackupFrequency = 'hourly' | 'daily' | 'weekly' | 'monthly';

/** Days a copy is kept, by how often copies are made. */
export type KeepDays = Readonly<Record<BackupFrequency, number>>;

/** Key of the tag by which AWS Backup finds what it copies; its value is the class, or `none`. */
export const backupTagKey = 'commons-platform/backup';

/** How often each class of volumes and file systems is copied. */
export const frequenciesByClass = {
  hourly: ['hourly', 'daily', 'weekly'],
  daily: ['daily', 'weekly'],
  weekly: ['weekly'],
  archive: ['daily', 'weekly', 'monthly'],
} as const satisfies Readonly<Record<string, readonly BackupFrequency[]>>;

/** The value of the tag of what is copied. */
export type BackupPlanClass = keyof typeof frequenciesByClass;

/** All classes. */
export const backupClassNames = ['hourly', 'daily', 'weekly', 'archive'] as const satisfies readonly BackupPlanClass[];

/** What has a copy in the second region: losing the first costs a day at most, and hourly copies are for mistakes. */
export const copiedFrequencies = ['daily', 'weekly', 'monthly'] as const satisfies readonly BackupFrequency[];
