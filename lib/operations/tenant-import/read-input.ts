import {
  Composer,
  type CST,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  Parser,
  type Document,
  type YAMLMap,
} from 'yaml';
import { fileProblem } from '../../../model/file-problem';
import { formatPath, ProblemsError, type PathStep, type Problem } from '../../../model/problem';
import { InputNode } from './input-node';
import type { Place } from './place';

/** A file that is imported. */
export interface InputFile {
  /** Its name, for messages. */
  readonly file: string;
  readonly text: string;
}

/** Most characters of a file: charts of whole platforms have less, and parsing takes a second for each million. */
const mostCharacters = 4_000_000;

/** Most values of a file with all aliases written out, which can grow without bound. */
const mostValues = 200_000;

/** Most levels of maps and lists in one another. */
const deepest = 100;

/**
 * Reads the documents of a YAML or JSON file; empty ones are left out.
 *
 * @throws ProblemsError with all errors of syntax, or when the file is too large.
 */
export function readInput({ file, text }: InputFile): readonly InputNode[] {
  const refuse = (reason: string, remedy: string) => new ProblemsError([fileProblem(file, reason, remedy)]);
  if (text.length > mostCharacters) {
    throw refuse(
      `has ${text.length} characters, and at most ${mostCharacters} are read`,
      'leave out what is not to be imported',
    );
  }
  if (text.includes('\0') || text.includes('\ufffd')) {
    throw refuse('is no text in UTF-8', 'name a file of Compose or manifests, saved as UTF-8');
  }
  return new InputReader(file, text).documents();
}

class InputReader {
  private readonly lines = new LineCounter();
  private values = 0;

  constructor(
    private readonly file: string,
    private readonly text: string,
  ) {}

  documents(): readonly InputNode[] {
    // The parser keeps its place in a list, and all that follows it in the stack of calls, which must not end within a library.
    const tokens = [...new Parser(this.lines.addNewLine).parse(this.text)];
    if (tokens.some(isTooDeep)) {
      throw new ProblemsError([fileProblem(this.file, 'is nested too deeply', 'write it with fewer levels')]);
    }
    const composer = new Composer({ lineCounter: this.lines, prettyErrors: false, logLevel: 'error' });
    const documents = [...composer.compose(tokens)];
    const problems = documents.flatMap(({ errors }) => this.syntaxProblems(errors));
    if (problems.length > 0) throw new ProblemsError(problems);
    return documents
      .map((document) => this.toInput(document, document.contents, []))
      .filter(({ form }) => form !== 'nothing');
  }

  /** Of errors that break the rest of a document only the first is reported. */
  private syntaxProblems(errors: Document['errors']): readonly Problem[] {
    const breaking = errors.find(({ code }) => code !== 'DUPLICATE_KEY');
    return (breaking === undefined ? errors : [breaking]).map(({ pos: [offset], message }) => ({
      ...this.place(offset, []),
      reason: `not valid YAML: ${message}`,
      remedy: 'mend the syntax here or just before',
    }));
  }

  private toInput(document: Document, node: unknown, path: readonly PathStep[]): InputNode {
    const target = isAlias(node) ? node.resolve(document) : node;
    const at = this.place(isNode(target) ? (target.range?.[0] ?? 0) : 0, path);
    this.values += 1;
    if (this.values > mostValues || path.length > deepest) {
      const reason = path.length > deepest ? 'is nested too deeply' : 'has aliases that expand to too many values';
      throw new ProblemsError([{ ...at, reason, remedy: 'write the values out, in fewer levels' }]);
    }
    const tag = isNode(target) && target.tag?.startsWith('!') === true ? target.tag : undefined;
    if (isMap(target)) return new InputNode(at, this.toEntries(document, target, path), tag);
    if (isSeq(target)) {
      const items = target.items.map((item, index) => this.toInput(document, item, [...path, index]));
      return new InputNode(at, items, tag);
    }
    return new InputNode(at, isScalar(target) ? scalarText(target.value, target.source) : undefined, tag);
  }

  /** Entries of a map, after those of the maps that `<<` merges into it. */
  private toEntries(document: Document, map: YAMLMap, path: readonly PathStep[]): ReadonlyMap<string, InputNode> {
    const own = new Map<string, InputNode>();
    const merged = new Map<string, InputNode>();
    for (const { key, value } of map.items) {
      const name = isScalar(key) ? (scalarText(key.value, key.source) ?? '') : String(key);
      if (name === '<<') {
        for (const [each, node] of this.mergedEntries(document, value, path))
          if (!merged.has(each)) merged.set(each, node);
      } else own.set(name, this.toInput(document, value, [...path, name]));
    }
    return new Map([...merged, ...own]);
  }

  private mergedEntries(document: Document, value: unknown, path: readonly PathStep[]) {
    const node = this.toInput(document, value, path);
    return node.form === 'list' ? node.items.flatMap(({ entries }) => entries) : node.entries;
  }

  private place(offset: number, path: readonly PathStep[]): Place {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.file, line: Math.max(line, 1), column: Math.max(col, 1), path: formatPath(path) };
  }
}

/** Whether maps and lists of a file lie in one another deeper than is read. */
function isTooDeep(root: CST.Token): boolean {
  const open: { readonly token: CST.Token; readonly depth: number }[] = [{ token: root, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (depth > deepest) return true;
    const items = 'items' in token ? token.items : [];
    const parts = items.flatMap(({ key, value }) => [key, value]);
    const inner = token.type === 'document' ? [token.value] : parts;
    for (const each of inner) if (each !== undefined && each !== null) open.push({ token: each, depth: depth + 1 });
  }
  return false;
}

/** A scalar as people wrote it: `yes`, `0644` and `1.10` stay what they are. */
function scalarText(value: unknown, source: string | undefined): string | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === 'string' ? value : (source ?? JSON.stringify(value));
}
