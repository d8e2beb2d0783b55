import type { Readable } from 'node:stream';

/** A file on its way in. */
export interface IncomingFile {
  /** Where it goes; see `keyOf`. */
  readonly key: string;
  readonly bytes: number;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
  /** Its content; fails before its last bytes are out if it is not of that length and digest. */
  readonly content: Readable;
  /** For those who ask later where it came from. */
  readonly origin: Readonly<Record<string, string>>;
}

/** What became of it: it is new, it was there already, or another is in its place. */
export type Outcome = 'published' | 'unchanged' | 'taken';

/** Where releases are kept. Nothing in it is ever replaced, and nothing in it is ever there in part. */
export interface ReleaseStore {
  /** SHA-256 in hexadecimal of what is kept at `key`; undefined if nothing is. */
  digestOf(key: string): Promise<string | undefined>;
  /** Keeps a file unless there is one of that name. */
  add(file: IncomingFile): Promise<Outcome>;
}
