import type { Readable } from 'node:stream';

/** A file that is being uploaded. */
export interface IncomingFile {
  /** Key in the store; see `keyOf`. */
  readonly key: string;
  readonly bytes: number;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
  /** The content. The stream fails before its last bytes if length or digest are wrong. */
  readonly content: Readable;
  /** Origin of the file: commit, job and pipeline. */
  readonly origin: Readonly<Record<string, string>>;
}

/** Result of an upload: the file is new, existed with the same content, or exists with other content. */
export type Outcome = 'published' | 'unchanged' | 'taken';

/** A store for releases. Files in it are never replaced, and never incomplete. */
export interface ReleaseStore {
  /** SHA-256 in hexadecimal of the file at `key`; undefined if there is none. */
  digestOf(key: string): Promise<string | undefined>;
  /** Stores a file unless there is one with the same key. */
  add(file: IncomingFile): Promise<Outcome>;
}
