import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { isMap, isNode, isScalar, isSeq, parseDocument, visit, type Document, type Node } from 'yaml';
import { fileProblem } from './file-problem';
import { hiddenCharacters } from './hidden-characters';
import { PlainEntries, type Entry, type EntryEnd } from './plain-entries';
import { plainYaml } from './plain-yaml';
import { formatPath, ProblemsError, type PathStep, type Problem } from './problem';

/** Which end of a map entry a problem is about. */
export type EntrySide = 'key' | 'value';

/**
 * A YAML or JSON file (JSON is YAML) that knows the line and column of its values. Lines are computed only when a problem is
 * reported, because most files are only read for their values.
 *
 * @example
 * const file = SourceFile.read('/home/me/commons/environments/production/environment.yaml', 'environment.yaml');
 * throw new ProblemsError([file.problem(['cluster', 'release'], 'is not known', 'choose 4.20')]);
 */
export class SourceFile {
  private parsed: Document | undefined;
  private entries: PlainEntries | undefined;
  /** Not its value, which thousands of files need once. */
  private isPlain: boolean | undefined;

  /** Syntax errors of `text` are collected in `syntaxProblems`, not thrown. */
  constructor(
    readonly file: string,
    private readonly text: string,
    private readonly encoding: 'UTF-8' | 'other bytes' = 'UTF-8',
  ) {}

  /**
   * Throws what the file system throws when `absolute` cannot be read.
   *
   * @throws ProblemsError when it is a folder: the error of the file system names none.
   */
  static read(absolute: string, file: string): SourceFile {
    if (statSync(absolute).isDirectory()) {
      throw new ProblemsError([fileProblem(file, 'is a folder', 'make it a file, or move the folder away')]);
    }
    const bytes = readFileSync(absolute);
    return new SourceFile(file, bytes.toString('utf8'), isUtf8(bytes) ? 'UTF-8' : 'other bytes');
  }

  /** The same as `value`, read faster, for a file with simple YAML; undefined for others, and if there are problems. */
  get plain(): { readonly value: unknown } | undefined {
    const plain = this.encoding === 'UTF-8' ? plainYaml(this.text) : undefined;
    this.isPlain = plain !== undefined;
    return plain;
  }

  /** Whether a pattern occurs anywhere in the text, which costs less than reading it. */
  matches(pattern: RegExp): boolean {
    return pattern.test(this.text);
  }

  /** The parsed document as plain data; throws when there are syntax problems. */
  get value(): unknown {
    const value: unknown = this.document.toJS();
    return value;
  }

  private get document(): Document {
    return (this.parsed ??= parseDocument(this.text, { prettyErrors: false, logLevel: 'error' }));
  }

  /**
   * Problems because of which the document cannot be read. Of syntax errors that break the rest of the file only the first is
   * reported. Aliases are refused, because one edit would change several places unseen, and they can expand without bound.
   * Directives are refused, because they can change the version of YAML.
   */
  get syntaxProblems(): readonly Problem[] {
    const { errors } = this.document;
    const [breaking] = errors.filter(({ code }) => code !== 'DUPLICATE_KEY');
    const problems = (breaking === undefined ? errors : [breaking]).map((error) =>
      this.problemAt(
        error.pos[0],
        `not valid YAML: ${error.message}`,
        'fix the syntax here or just before; if the file is cut off, write it again completely',
      ),
    );
    problems.push(...this.tagProblems(), ...this.byteProblems(), ...this.hiddenProblems());
    if (this.document.directives?.docStart === true && this.document.directives.yaml.explicit === true) {
      problems.push(this.problemAt(0, 'begins with a YAML directive', 'remove the line that begins with %'));
    }
    visit(this.document, {
      Alias: (_, alias) => {
        const offset = alias.range?.[0] ?? 0;
        problems.push(this.problemAt(offset, `*${alias.source} is a YAML alias`, 'write the value out here'));
      },
    });
    return problems;
  }

  /** Problems with tags that nothing here resolves, like Ansible's `!vault`: their values would be taken as they stand. */
  private tagProblems(): readonly Problem[] {
    return this.document.warnings
      .filter(({ code }) => code === 'TAG_RESOLVE_FAILED')
      .map(({ pos: [offset] }) =>
        this.problemAt(
          offset,
          'has a YAML tag that means nothing here',
          'write the value without it, in quotes if it begins with !',
        ),
      );
  }

  private hiddenProblems(): readonly Problem[] {
    return [...this.text.matchAll(hiddenCharacters)].map(({ 0: character, index }) => {
      const code = (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
      return this.problemAt(
        index,
        `has the character U+${code.toUpperCase()}, which nobody sees`,
        `remove it; if it must be there, write \\u${code} between double quotes`,
      );
    });
  }

  /** Problems with bytes that are not UTF-8, or characters that no argument or variable can have. */
  private byteProblems(): readonly Problem[] {
    if (this.encoding !== 'UTF-8') {
      return [this.problemAt(this.text.indexOf('\ufffd'), 'is not written in UTF-8', 'save the file as UTF-8')];
    }
    const problems: Problem[] = [];
    visit(this.document, {
      Scalar: (_, scalar) => {
        if (typeof scalar.value !== 'string' || !scalar.value.includes('\0')) return;
        problems.push(
          this.problemAt(scalar.range?.[0] ?? 0, 'has a NUL character', 'remove it: no program accepts it in a text'),
        );
      },
    });
    return problems;
  }

  /** Makes a problem at `path`, or at the nearest parent that the document has. */
  problem(path: readonly PathStep[], reason: string, remedy: string, side: EntrySide = 'value'): Problem {
    return { ...this.problemAt(this.offsetOf(path, side), reason, remedy), path: formatPath(path) };
  }

  /** Whether the document has an entry at `path`, even one without a value. */
  has(path: readonly PathStep[]): boolean {
    return this.entryAt(path) !== undefined;
  }

  /** The text of the scalar at `path` as written, without quotes; undefined for maps, lists and gaps. */
  sourceOf(path: readonly PathStep[]): string | undefined {
    return this.entryAt(path)?.value?.source;
  }

  private entryAt(path: readonly PathStep[]): Entry | undefined {
    if (this.parsed === undefined && (this.isPlain ?? this.plain !== undefined)) {
      this.entries ??= new PlainEntries(this.text);
      const found = this.entries.at(path);
      if (found !== null) return found;
    }
    let entry: { readonly key?: Node; readonly value?: Node } | undefined =
      this.document.contents === null ? undefined : { value: this.document.contents };
    for (const step of path) {
      const node: Node | undefined = entry?.value;
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
        entry = pair && { key: toNode(pair.key), value: toNode(pair.value) };
      } else {
        const item = isSeq(node) && typeof step === 'number' ? toNode(node.items[step]) : undefined;
        entry = item && { value: item };
      }
    }
    return entry && { key: toEnd(entry.key), value: toEnd(entry.value) };
  }

  private offsetOf(path: readonly PathStep[], side: EntrySide): number {
    const entry = this.entryAt(path);
    if (entry === undefined) return path.length === 0 ? 0 : this.offsetOf(path.slice(0, -1), 'value');
    const node = side === 'key' ? (entry.key ?? entry.value) : (entry.value ?? entry.key);
    return node?.offset ?? 0;
  }

  private problemAt(offset: number, reason: string, remedy: string): Problem {
    const before = this.text.slice(0, Math.max(offset, 0));
    const line = before.split('\n').length;
    return { file: this.file, line, column: before.length - before.lastIndexOf('\n'), path: '', reason, remedy };
  }
}

const toEnd = (node: Node | undefined): EntryEnd | undefined =>
  node && { offset: node.range?.[0] ?? 0, source: isScalar(node) ? node.source : undefined };

const toNode = (node: unknown): Node | undefined => (isNode(node) ? node : undefined);
