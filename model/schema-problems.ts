import { z } from 'zod';
import { didYouMean } from './did-you-mean';
import type { PathStep, Problem } from './problem';
import { schemaExample, toOneLine } from './schema-example';
import { schemaPlaces, type SchemaPlace } from './schema-places';
import type { SourceFile } from './source-file';

type Issue = z.core.$ZodIssue;

/**
 * Validates the contents of a file; problems are located, explained and complete.
 *
 * @throws Error that names the file, when a kind of a home throws in its schema or in `declare`.
 */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  source: SourceFile,
): { readonly value: z.output<Schema> } | { readonly problems: readonly Problem[] } {
  const { plain } = source;
  // A file that is read the fast way has no syntax problems.
  const broken = plain === undefined ? source.syntaxProblems : [];
  if (broken.length > 0) return { problems: broken };
  const { value } = plain ?? source;
  const result = parsed(schema, source.file, value);
  if (result.success) return { value: result.data };
  const explainer = new Explainer(source, value, rootPlace(schema));
  return { problems: explainer.explainAll(result.error.issues, []) };
}

function parsed<Schema extends z.ZodType>(schema: Schema, file: string, value: unknown) {
  try {
    return schema.safeParse(value);
  } catch (cause) {
    const mend =
      'mend the kind of one of its services, which is in commons.config.js unless the program brings it along';
    throw new Error(`${file}: its schema or declare of a kind throws; ${mend}`, { cause });
  }
}

/** Making it takes longer than all the rest, and many files have one schema. */
const rootPlaces = new WeakMap<z.ZodType, SchemaPlace>();

function rootPlace(schema: z.ZodType): SchemaPlace {
  const known = rootPlaces.get(schema);
  if (known !== undefined) return known;
  const place: SchemaPlace = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  rootPlaces.set(schema, place);
  return place;
}

/** Turns what the schema library found into what a person reads. */
class Explainer {
  constructor(
    private readonly source: SourceFile,
    private readonly value: unknown,
    private readonly root: SchemaPlace,
  ) {}

  /** What is of the wrong type is said once, whatever else is wrong with it. */
  explainAll(issues: readonly Issue[], base: readonly PathStep[]): readonly Problem[] {
    const key = ({ path }: Issue) => path.map(String).join('\n');
    const mistyped = new Set(issues.filter(({ code }) => code === 'invalid_type').map(key));
    return issues
      .filter((issue) => issue.code === 'invalid_type' || !mistyped.has(key(issue)))
      .flatMap((issue) => this.explain(issue, [...base, ...issue.path.map(step)]));
  }

  private explain(issue: Issue, path: readonly PathStep[]): readonly Problem[] {
    const { source } = this;
    if (!source.has(path))
      return [source.problem(path, path.length === 0 ? 'is empty' : 'is missing', this.whatFits(path), 'key')];
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key) => this.unknownKey(key, path));
      case 'invalid_key':
        return issue.issues
          .flatMap((inner) => this.explain(inner, path))
          .map(({ reason, remedy }) => source.problem(path, reason, remedy, 'key'));
      case 'invalid_union':
        return this.explainUnion(issue, path);
      case 'invalid_type':
        // A schema may know a mistake of its own, which it writes in two lines.
        return [
          issue.message.includes('\n') ? this.refused(issue.message, path) : this.wrongType(issue.expected, path),
        ];
      case 'invalid_value':
        return [source.problem(path, 'is not one of the choices', this.choiceRemedy(this.choices(issue, path), path))];
      default:
        return [this.refused(limitReason(issue) ?? issue.message, path)];
    }
  }

  /**
   * The problems of the branch that was meant. A choice of ours is told apart by what is written: text, a number, or a
   * map; the branch whose type it has, whose keys are most alike, and that finds least wrong with it, is the one to talk about.
   */
  private explainUnion(
    issue: Extract<Issue, { code: 'invalid_union' }>,
    path: readonly PathStep[],
  ): readonly Problem[] {
    const [meant] = issue.errors
      .filter((branch) => branch.every(({ code, path: at }) => at.length > 0 || !wrongKind.has(code)))
      .sort((a, b) => foreignKeys(a) - foreignKeys(b) || a.length - b.length);
    if (meant !== undefined) return this.explainAll(meant, path);
    // Text is the simplest of them, and what stands there could be meant as text.
    const wantsText = issue.errors.some((branch) =>
      branch.some(
        ({ code, path: at, ...rest }) =>
          code === 'invalid_type' && at.length === 0 && 'expected' in rest && rest.expected === 'string',
      ),
    );
    const written = this.source.sourceOf(path);
    if (wantsText && written !== undefined && written !== '') return [this.wrongType('string', path)];
    // Without branches it is a choice by `kind`, and the kind is wrong.
    const kinds = issue.errors.length === 0 ? this.kindsAt(path) : [];
    return kinds.length === 0
      ? [this.source.problem(path, 'is none of the choices', this.expected(path))]
      : [this.source.problem(path, 'is not one of the choices', this.choiceRemedy(kinds, path))];
  }

  private unknownKey(key: string, path: readonly PathStep[]): Problem {
    const known = [...new Set(this.places(path).flatMap(({ properties }) => Object.keys(properties ?? {})))];
    const remedy = didYouMean(key, known, `known keys: ${known.join(', ')}`);
    return this.source.problem([...path, key], 'is not a known key', remedy, 'key');
  }

  private refused(message: string, path: readonly PathStep[]): Problem {
    const [reason = '', remedy = this.expected(path)] = message.split('\n');
    return this.source.problem(path, reason, remedy);
  }

  private wrongType(expected: string, path: readonly PathStep[]): Problem {
    const written = this.source.sourceOf(path);
    if (expected !== 'string') {
      return this.source.problem(path, `is not ${typeNames[expected] ?? expected}`, this.expected(path));
    }
    const remedy = written === undefined || written === '' ? this.expected(path) : `put it in quotes: "${written}"`;
    return this.source.problem(path, 'is not text', remedy);
  }

  private choiceRemedy(choices: readonly string[], path: readonly PathStep[]): string {
    const written = this.source.sourceOf(path) ?? '';
    if (choices.includes(written)) return `put it in quotes: "${written}"`;
    return [oneOfRemedy(choices), didYouMean(written, choices, '')].filter((part) => part !== '').join('; ');
  }

  /** What could be written where nothing is. */
  private whatFits(path: readonly PathStep[]): string {
    const choices = this.places(path).flatMap(({ enum: values }) => values ?? []);
    const kinds = this.kindsAt(path);
    if (kinds.length > 0) return oneOfRemedy(kinds);
    if (choices.length > 0) return oneOfRemedy(choices.map(String));
    const example = this.places(path)
      .map(schemaExample)
      .find((value) => value !== undefined);
    const shown =
      example === undefined || path.length === 0 ? '' : `; for example ${String(path.at(-1))}: ${toOneLine(example)}`;
    return `${this.expected(path)}${shown}`;
  }

  /** What may be written, also where another value of the key belongs to another branch. */
  private choices({ values }: Extract<Issue, { code: 'invalid_value' }>, path: readonly PathStep[]): readonly string[] {
    return [...new Set([...values.map(String), ...this.kindsAt(path)])];
  }

  /** The values of the key by which the branches of a choice are told apart. */
  private kindsAt(path: readonly PathStep[]): readonly string[] {
    return this.places(path).flatMap((place) => (typeof place.const === 'string' ? [place.const] : []));
  }

  private expected(path: readonly PathStep[]): string {
    const described = this.places(path).find(({ description }) => description !== undefined);
    return described?.description === undefined ? 'see the schema' : `expected: ${described.description}`;
  }

  private places(path: readonly PathStep[]): readonly SchemaPlace[] {
    return schemaPlaces(this.root, this.value, path);
  }
}

/** Keys that a branch of a choice does not know, or by which it is told apart and that have another value: how little it was meant. */
const foreignKeys = (branch: readonly Issue[]): number =>
  branch
    .map((issue) => {
      if (issue.path.length === 0 && issue.code === 'unrecognized_keys') return issue.keys.length;
      return issue.path.length === 1 && issue.code === 'invalid_value' ? 1 : 0;
    })
    .reduce((sum, count) => sum + count, 0);

const step = (part: PropertyKey): PathStep => (typeof part === 'symbol' ? String(part) : part);

const limitWords: ReadonlyMap<string, readonly [string, string, string]> = new Map([
  ['string', ['shorter', 'longer', ' characters']],
  ['array', ['fewer', 'more', ' entries']],
]);

/** A limit in words, unless the schema has its own. */
function limitReason(issue: Issue): string | undefined {
  if (issue.message.includes('\n')) return undefined;
  if (issue.code !== 'too_small' && issue.code !== 'too_big') return undefined;
  const limit = issue.code === 'too_small' ? issue.minimum : issue.maximum;
  const [less, more, unit] = limitWords.get(issue.origin) ?? ['less', 'more', ''];
  return `is ${issue.code === 'too_small' ? less : more} than ${limit}${unit}`;
}

const oneOfRemedy = (choices: readonly string[]): string => `write one of: ${choices.join(', ')}`;

const typeNames: Readonly<Record<string, string>> = {
  array: 'a list',
  int: 'a whole number',
  number: 'a number',
  object: 'a map',
  record: 'a map',
};

/** Issues that say a value is of another kind altogether, so another branch of the choice was meant. */
const wrongKind: ReadonlySet<string | undefined> = new Set(['invalid_type', 'invalid_value']);
