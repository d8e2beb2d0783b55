/** One document of a YAML file. */
export interface ManifestDocument {
  /** Path of the file below the environment's folder. */
  readonly file: string;
  /** Line in the file with which the text begins, counted from 1. */
  readonly line: number;
  readonly text: string;
}

/** Splits a YAML file into its documents, without parsing them; comments before the first document are left out. */
export function manifestDocuments(file: string, text: string): readonly ManifestDocument[] {
  const documents: ManifestDocument[] = [];
  let begin = 0;
  let line = 1;
  for (const separator of [...text.matchAll(/^---[ \t]*(?:#.*)?$\n?/gm), undefined]) {
    const part = text.slice(begin, separator?.index);
    const comments = /^(?:[ \t]*(?:#.*)?\n)*/.exec(part)?.[0] ?? '';
    const skipped = comments.length;
    if (part.length > skipped) {
      documents.push({ file, line: line + countLines(comments), text: part.slice(skipped) });
    }
    if (separator === undefined) break;
    line += countLines(part) + countLines(separator[0]);
    begin = separator.index + separator[0].length;
  }
  return documents;
}

const countLines = (text: string): number => text.split('\n').length - 1;
