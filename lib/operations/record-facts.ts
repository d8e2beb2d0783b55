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
  /** Facts of other stacks that are still unknown and that every environment needs. */
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
  for (const { name, stack, output, parse } of outputFacts) {
    const stackName = namesOf(environment).stack(stack);
    const text = checked.value[stackName]?.[output];
    if (text === undefined) continue;
    const value = factsFileSchema.shape.facts.shape[name].safeParse(parse(text));
    if (name === 'serviceAccountIssuer' && known.infraId !== undefined && known[name] !== text) {
      problems.push(outputs.problem([stackName, output], ...otherIssuer(known[name])));
    } else if (value.success) {
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
  const missing = outputFacts
    .filter(({ name, optional }) => complete[name] === undefined && optional !== true)
    .map(({ name }) => name);
  return { facts: complete, recorded, missing };
}

const outputFacts = factsFileSchema.shape.facts.keyof().options.flatMap((name) => {
  const source = factSources[name];
  return 'output' in source ? [{ name, ...source }] : [];
});

/** A running cluster signs for one issuer: with another, every call to AWS from inside it fails at once. */
const otherIssuer = (known: string | undefined): [reason: string, remedy: string] => [
  `is not the issuer that the running cluster signs for, ${known ?? 'which is not recorded'}`,
  'find out why the distribution was replaced before anything else is deployed: docs/runbook.md#the-issuer-changed',
];

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
  const expected = outputFacts.map(({ stack, output }) => `${namesOf(environment).stack(stack)}.${output}`);
  return source.problem([], 'has none of the outputs that facts come from', `expected one of: ${expected.join(', ')}`);
}
