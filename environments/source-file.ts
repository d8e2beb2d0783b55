import { readFileSync } from 'node:fs';
import { isCollection, isMap, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { formatPath, type PathStep, type Problem } from './problem';

/** Which end of a map entry a problem is about. */
export type Side = 'key' | 'value';

/** A YAML or JSON file (JSON is YAML) whose values can be traced back to line and column. */
export class SourceFile {
  private readonly lines = new LineCounter();
  private readonly document: Document;

  /** Parses `text`; syntax errors are collected in `syntaxProblems`, not thrown. */
  constructor(
    readonly file: string,
    text: string,
  ) {
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false });
  }

  /** Throws what the file system throws when `absolute` cannot be read. */
  static read(absolute: string, file: string): SourceFile {
    return new SourceFile(file, readFileSync(absolute, 'utf8'));
  }

  /** The parsed document as plain data. */
  get value(): unknown {
    const value: unknown = this.document.toJS();
    return value;
  }

  /**
   * What keeps the document from being read at all. Aliases are refused: they let one edit change several places
   * unseen, and can expand without bound.
   */
  get syntaxProblems(): readonly Problem[] {
    const problems = this.document.errors.map((error) =>
      this.problemAt(
        error.pos[0],
        `not valid YAML: ${error.message}`,
        'mend the syntax here or just before; a file cut off half-way has to be written again whole',
      ),
    );
    visit(this.document, {
      Alias: (_, alias) => {
        const offset = alias.range?.[0] ?? 0;
        problems.push(this.problemAt(offset, `*${alias.source} is a YAML alias`, 'write the value out here'));
      },
    });
    return problems;
  }

  /** A problem at `path`, or at the nearest place above it that the document has. */
  problem(path: readonly PathStep[], reason: string, remedy: string, side: Side = 'value'): Problem {
    return { ...this.problemAt(this.offsetOf(path, side), reason, remedy), path: formatPath(path) };
  }

  /** The text of the scalar at `path` as written, without quotes removed; undefined for maps, lists and gaps. */
  sourceOf(path: readonly PathStep[]): string | undefined {
    const node = this.document.getIn(path, true);
    return isScalar(node) ? node.source : undefined;
  }

  private offsetOf(path: readonly PathStep[], side: Side): number {
    for (let depth = path.length; depth > 0; depth--) {
      const parent = depth === 1 ? this.document.contents : this.document.getIn(path.slice(0, depth - 1), true);
      const step = path[depth - 1];
      if (isMap(parent)) {
        const pair = parent.items.find(({ key }) => isScalar(key) && key.value === step);
        const node = side === 'key' && depth === path.length ? pair?.key : (pair?.value ?? pair?.key);
        if (isScalar(node) || isCollection(node)) return node.range?.[0] ?? 0;
      } else {
        const node = this.document.getIn(path.slice(0, depth), true);
        if (isScalar(node) || isCollection(node)) return node.range?.[0] ?? 0;
      }
    }
    return this.document.contents?.range?.[0] ?? 0;
  }

  private problemAt(offset: number, reason: string, remedy: string): Problem {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.file, line, column: col, path: '', reason, remedy };
  }
}
