import { z } from 'zod';
import { factSources, factsFileSchema, type FactName, type Facts } from '../../environments/facts';
import { namesOf, type NamingContext } from '../../environments/naming';
import { ProblemsError, type Problem } from '../../environments/problem';
import { validate } from '../../environments/schema-problems';
import type { SourceFile } from '../../environments/source-file';

/** What `cdk deploy --outputs-file` writes: output values by stack and output. */
const outputsSchema = z
  .record(z.string(), z.record(z.string(), z.string()).describe('outputs of one stack, by name'))
  .describe('what cdk deploy --outputs-file writes: the outputs of each stack');

/** The outcome of recording outputs. */
export interface RecordedFacts {
  /** Old facts, overwritten by what the outputs tell. */
  readonly facts: Partial<Facts>;
  /** Facts that the outputs told. */
  readonly recorded: readonly FactName[];
  /** Facts that are still unknown. */
  readonly missing: readonly FactName[];
}

/**
 * Takes the facts of an environment from the outputs of its stacks. Outputs that are no fact are left alone.
 *
 * @throws ProblemsError when the file is broken, is of another environment, has no fact or has one that cannot be true.
 */
export function recordFacts(environment: NamingContext, known: Partial<Facts>, outputs: SourceFile): RecordedFacts {
  const checked = validate(outputsSchema, outputs);
  if ('problems' in checked) throw new ProblemsError(checked.problems);
  const problems = [...foreignStacks(environment, checked.value, outputs)];

  const facts: Record<string, unknown> = { ...known };
  const recorded: FactName[] = [];
  for (const name of factNames) {
    const { stack, output, parse } = factSources[name];
    const stackName = namesOf(environment).stack(stack);
    const text = checked.value[stackName]?.[output];
    if (text === undefined) continue;
    const value = factsFileSchema.shape.facts.shape[name].safeParse(parse(text));
    if (value.success) {
      facts[name] = value.data;
      recorded.push(name);
    } else {
      const [reason = '', remedy = ''] = (value.error.issues[0]?.message ?? '').split('\n');
      problems.push(outputs.problem([stackName, output], reason, remedy));
    }
  }
  if (problems.length === 0 && recorded.length === 0) problems.push(noFacts(environment, outputs));
  if (problems.length > 0) throw new ProblemsError(problems);

  const complete = factsFileSchema.shape.facts.parse(facts);
  return { facts: complete, recorded, missing: factNames.filter((name) => complete[name] === undefined) };
}

const factNames = factsFileSchema.shape.facts.keyof().options;

function foreignStacks(
  environment: NamingContext,
  outputs: z.output<typeof outputsSchema>,
  source: SourceFile,
): readonly Problem[] {
  const prefix = namesOf(environment).stack('');
  return Object.keys(outputs)
    .filter((stack) => !stack.startsWith(prefix))
    .map((stack) =>
      source.problem(
        [stack],
        `${stack} is not a stack of ${environment.name}`,
        `deploy with -c environment=${environment.name} --outputs-file, and record that file`,
        'key',
      ),
    );
}

function noFacts(environment: NamingContext, source: SourceFile): Problem {
  const expected = factNames.map(
    (name) => `${namesOf(environment).stack(factSources[name].stack)}.${factSources[name].output}`,
  );
  return source.problem([], 'has none of the outputs that facts come from', `expected one of: ${expected.join(', ')}`);
}
