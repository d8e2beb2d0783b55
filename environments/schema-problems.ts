import { z } from 'zod';
import { nearest } from './nearest';
import type { PathStep, Problem } from './problem';
import type { SourceFile } from './source-file';

/** One place of a JSON Schema: what is written there, and what may be written instead. */
type Described = z.core.JSONSchema.BaseSchema;

type Issue = z.core.$ZodIssue;

/** Validates the contents of a file; problems are located, explained and complete. */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  source: SourceFile,
): { readonly value: z.output<Schema> } | { readonly problems: readonly Problem[] } {
  const broken = source.syntaxProblems;
  if (broken.length > 0) return { problems: broken };
  const result = schema.safeParse(source.value);
  if (result.success) return { value: result.data };
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return { problems: result.error.issues.flatMap((issue) => explain(issue, [], root, source)) };
}

function explain(issue: Issue, base: readonly PathStep[], root: Described, source: SourceFile): readonly Problem[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  const described = placesAt(root, path);
  const expected = described.map(({ description }) => description).find((text) => text !== undefined);
  const remedy = expected === undefined ? 'see the description in the schema' : `expected: ${expected}`;

  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path, described, source));
    case 'invalid_key':
      return issue.issues.flatMap((inner) =>
        explain({ ...inner, path: [] }, path, root, source).map((problem) => ({
          ...source.problem(path, problem.reason, problem.remedy, 'key'),
        })),
      );
    case 'invalid_union':
      return branchProblems(issue, path, root, source) ?? [source.problem(path, 'is none of the choices', remedy)];
    case 'invalid_type':
      return [wrongType(issue, path, described, remedy, source)];
    case 'invalid_value':
      return [source.problem(path, 'is not one of the choices', choiceRemedy(issue.values.map(String), path, source))];
    case 'too_small':
    case 'too_big':
    case 'invalid_format':
    case 'custom': {
      const [reason = issue.message, own = remedy] = issue.message.split('\n');
      return [source.problem(path, reason, own)];
    }
    default:
      return [source.problem(path, issue.message, remedy)];
  }
}

function choiceRemedy(choices: readonly string[], path: readonly PathStep[], source: SourceFile): string {
  const written = source.sourceOf(path) ?? '';
  if (choices.includes(written)) return `put it in quotes: "${written}"`;
  const meant = nearest(written, choices);
  return `write one of: ${choices.join(', ')}${meant === undefined ? '' : `; did you mean ${meant}?`}`;
}

function unknownKey(key: string, path: readonly PathStep[], places: readonly Described[], source: SourceFile): Problem {
  const known = [...new Set(places.flatMap(({ properties }) => Object.keys(properties ?? {})))];
  const meant = nearest(key, known);
  const remedy = meant === undefined ? `known keys: ${known.join(', ')}` : `did you mean ${meant}?`;
  return source.problem([...path, key], 'is not a known key', remedy, 'key');
}

function wrongType(
  issue: Extract<Issue, { code: 'invalid_type' }>,
  path: readonly PathStep[],
  described: readonly Described[],
  remedy: string,
  source: SourceFile,
): Problem {
  const written = source.sourceOf(path);
  if (written === undefined && !/received (object|array)/.test(issue.message)) {
    const choices = described.flatMap(({ enum: values }) => values ?? []);
    return source.problem(
      path,
      'is missing',
      choices.length > 0 ? `write one of: ${choices.join(', ')}` : remedy,
      'key',
    );
  }
  if (issue.expected === 'string' && written !== undefined) {
    return source.problem(path, 'is not text', `put it in quotes: "${written}"`);
  }
  return source.problem(path, `is not ${article(typeNames[issue.expected] ?? issue.expected)}`, remedy);
}

const typeNames: Readonly<Record<string, string>> = { array: 'list', object: 'map', int: 'whole number' };

const article = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;

/**
 * The problems of the branch that was meant. A union of ours is told apart by what is written: text, number, or a map
 * with keys of its own; the branch that got furthest into the value is the one to talk about.
 */
function branchProblems(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: readonly PathStep[],
  root: Described,
  source: SourceFile,
): readonly Problem[] | undefined {
  if (issue.errors.length === 0) {
    const kinds = placesAt(root, path.slice(0, -1)).flatMap((place) => place.oneOf ?? []);
    const choices = kinds
      .filter(isPlace)
      .map((kind) => kind.properties?.[String(path.at(-1))])
      .filter(isPlace)
      .map((kind) => String(kind.const));
    return choices.length === 0
      ? undefined
      : [source.problem(path, 'is not one of the choices', choiceRemedy(choices, path, source))];
  }
  const [meant] = issue.errors
    .filter((branch) => branch.every(({ code, path: at }) => at.length > 0 || !wrongKind.has(code)))
    .sort((a, b) => a.length - b.length);
  return meant?.flatMap((inner) => explain(inner, path, root, source));
}

/** Issues that say a value is of another kind altogether, so another branch of the union was meant. */
const wrongKind: ReadonlySet<string | undefined> = new Set(['invalid_type', 'invalid_value']);

/** All places of the schema that `path` can lead to; several below a union. */
function placesAt(root: Described, path: readonly PathStep[]): readonly Described[] {
  return path
    .reduce<readonly Described[]>(
      (places, step) =>
        places
          .flatMap(unfold)
          .map(({ items, properties, additionalProperties }) =>
            typeof step === 'number' ? items : (properties?.[step] ?? additionalProperties),
          )
          .filter(isPlace),
      [root],
    )
    .flatMap(unfold);
}

/** `true` and `false` are schemas too, but say nothing; lists of schemas describe tuples, which we have none of. */
const isPlace = (schema: unknown): schema is Described => typeof schema === 'object' && !Array.isArray(schema);

function unfold(place: Described): readonly Described[] {
  return [place, ...[...(place.anyOf ?? []), ...(place.oneOf ?? [])].filter(isPlace).flatMap(unfold)];
}
