/** A line of a file's diff: of the version before, of the one after, or of both if it has not changed. */
export type DiffLine =
  | { readonly oldLine: number }
  | { readonly newLine: number }
  | { readonly oldLine: number; readonly newLine: number };

/** A file of a change: both paths are the same, unless it was renamed. */
export interface DiffFile {
  readonly oldPath: string;
  readonly newPath: string;
}

/** Where in the diff of a change a discussion is: at a line, or at a whole file. */
export interface DiffPosition extends DiffFile {
  /** @default the whole file */
  readonly line?: DiffLine;
}
