/** How data is restored. */
export interface Protection {
  /** What makes the copies, in a few words. */
  readonly by: string;
  readonly howOften: string;
  readonly kept: string;
  /** Region of a second copy, or `none`. */
  readonly secondCopy: string;
  /** Anchor in `docs/restore.md` of how it is restored. */
  readonly restore: string;
}

/** How data is recovered after a loss: from a copy, not at all because it need not be, or undecided. */
export type Recovery =
  | { readonly protection: Protection }
  | { readonly because: string }
  | { readonly problem: string; readonly remedy: string };

/** Something that holds data. */
export interface Holding {
  /** Kind of thing, in a word or two. */
  readonly kind: string;
  /** Name or place, unique within its kind. */
  readonly name: string;
  readonly fate: Recovery;
}

export const recoveredBy = (protection: Protection): Recovery => ({ protection });

export const notRecovered = (reason: string): Recovery => ({ because: reason });

export const undecided = (says: string, remedy: string): Recovery => ({ problem: says, remedy });

/** Annotation of an object, and key in the metadata of a template's resource, with the reason for having no backup. */
export const noBackupKey = 'commons-platform/no-backup-because';

/** Anchors in `docs/restore.md` of how each kind of thing is restored. */
export const restoreAnchors = {
  volume: 'restore-a-volume',
  hostDisk: 'restore-a-disk-of-a-host',
  fileSystem: 'restore-files-of-the-shared-file-system',
  database: 'restore-a-database-to-a-moment',
  mysql: 'restore-a-mysql-database',
  instance: 'restore-the-database-of-single-sign-on',
  namespace: 'restore-a-namespace',
  etcd: 'restore-etcd',
  object: 'restore-a-deleted-object',
  secret: 'restore-a-deleted-secret',
  key: 'restore-a-key-that-was-scheduled-for-deletion',
  cache: 'restore-a-shared-cache',
} as const;
