import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { kinds } from '../cdk8s/services/kinds';
import type { ChartedKind } from '../cdk8s/services/service-kind';
import { closestMatch } from '../model/closest-match';
import { ProblemsError, type Problem } from '../model/problem';
import { schemaExample } from '../model/schema-example';
import { shortName } from '../model/schema/fields';

/** Name of the file in a home by which a community extends the program. */
const configName = 'commons.config.js';

/** Makes a problem of the file at a path of keys. */
type Refuse = (path: string, reason: string, remedy: string) => Problem;

/**
 * The kinds of services that the home in `folder` adds by its `commons.config.js`; none without one.
 *
 * @throws ProblemsError with all problems of the file.
 */
export function configuredKinds(folder: string): readonly ChartedKind[] {
  const file = join(folder, configName);
  if (!existsSync(file)) return [];
  const refuse: Refuse = (path, reason, remedy) => ({
    file: relative(process.cwd(), file),
    line: 1,
    column: 1,
    path,
    reason,
    remedy,
  });
  const said = saidBy(file, refuse);
  const problems = Object.keys(said)
    .filter((key) => key !== 'kinds')
    .map((key) =>
      refuse(
        key,
        'is not a known key',
        closestMatch(key, ['kinds']) === 'kinds' ? 'did you mean kinds?' : 'known is kinds',
      ),
    );
  const list = z.array(z.unknown()).safeParse(said.kinds ?? []);
  if (!list.success) problems.push(refuse('kinds', 'is not a list', 'write kinds: [wikiKind]'));
  const taken = new Map(kinds.map(({ kind }) => [kind, 'a kind that the program brings along']));
  const found = (list.data ?? []).flatMap((each, index) => {
    const path = `kinds[${index}]`;
    if (!isServiceKind(each)) {
      problems.push(refuse(path, 'is not a kind of service', `make it with defineKind of ${servicePath}`));
      return [];
    }
    problems.push(...kindProblems(each, taken.get(each.kind), path, refuse));
    taken.set(each.kind, path);
    return [each];
  });
  if (problems.length > 0) throw new ProblemsError(problems);
  return found;
}

const servicePath = 'commons-platform/cdk8s/services/service-kind';

/** Exports of the file, which may be CommonJS or an ES module. */
function saidBy(file: string, refuse: Refuse): Readonly<Record<string, unknown>> {
  const remedy = `write module.exports = { kinds: [wikiKind] }`;
  try {
    const exported: unknown = createRequire(file)(file);
    const record = z.record(z.string(), z.unknown());
    const { default: inner, ...named } = record.parse(exported);
    return inner === undefined ? named : record.parse(inner);
  } catch (error) {
    if (error instanceof z.ZodError) throw new ProblemsError([refuse('', 'exports no object', remedy)]);
    const [message] = String(error instanceof Error ? error.message : error).split('\n');
    throw new ProblemsError([
      refuse('', `cannot be loaded: ${message ?? ''}`, 'compile it first, and install what it imports'),
    ]);
  }
}

const kindShape = z.looseObject({
  kind: z.string(),
  schema: z.instanceof(Object).refine((schema) => '_zod' in schema),
  hints: z.object({ quota: z.enum(['small', 'medium', 'large']), lines: z.array(z.string()) }),
  dashboard: z.custom((value) => value === undefined || typeof value === 'function'),
});

/**
 * Whether a value has the shape of what `defineKind` returns. The shape is compared, because `instanceof` would fail
 * for a kind that was made by another copy of the program.
 */
const isServiceKind = (value: unknown): value is ChartedKind => kindShape.safeParse(value).success;

/** Problems of a kind: a wrong name, or a schema that refuses its own example. */
function kindProblems(
  { kind, schema }: ChartedKind,
  takenBy: string | undefined,
  path: string,
  refuse: Refuse,
): readonly Problem[] {
  const problems: Problem[] = [];
  if (!shortName(20).safeParse(kind).success) {
    problems.push(
      refuse(`${path}.kind`, `${kind} is no name for a kind`, 'use at most 20 lower-case letters, digits and hyphens'),
    );
  }
  if (takenBy !== undefined) {
    problems.push(refuse(`${path}.kind`, `${kind} is ${takenBy}`, 'choose another name'));
  }
  const place = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  for (const key of place.required ?? []) {
    const field = place.properties?.[key];
    if (typeof field !== 'object' || schemaExample(field) !== undefined) continue;
    const remedy = 'add .meta({ examples: [...] }) to it: tenant new and the check show one';
    problems.push(refuse(`${path}.schema.${key}`, 'has no example', remedy));
  }
  if (problems.length > 0) return problems;
  try {
    const parsed = schema.safeParse(schemaExample(place));
    return (parsed.error?.issues ?? []).map(({ path: at, message }) =>
      refuse(
        `${path}.schema.${at.map(String).join('.')}`,
        `refuses its own example: ${message.replaceAll('\n', ': ')}`,
        'give an example that is right',
      ),
    );
  } catch (error) {
    const [what = '', where = ''] = error instanceof Error ? (error.stack?.split('\n') ?? []) : [String(error)];
    return [refuse(path, `throws for its own example: ${what} ${where.trim()}`, 'mend its schema or declare')];
  }
}
