import { z } from 'zod';
import { factSources, factsFileSchema, type FactName, type Facts } from '../../model/facts';
import { resourceNames, stackPrefix, type NamingContext } from '../../model/naming';
import { ProblemsError, type Problem } from '../../model/problem';
import { validate } from '../../model/schema-problems';
import type { SourceFile } from '../../model/source-file';
import { changedFacts, replacement, type ChangedFact } from './changed-facts';

/** What `cdk deploy --outputs-file` writes: output values by stack and output. */
const outputsSchema = z
  .record(z.string(), z.record(z.string(), z.string()).describe('outputs of one stack, by name'))
  .describe('what cdk deploy --outputs-file writes: the outputs of each stack');

/** Result of recording outputs. */
export interface RecordedFacts {
  /** The previous facts, overwritten by those in the outputs. */
  readonly facts: Partial<Facts>;
  /** Facts that are in the outputs. */
  readonly recorded: readonly FactName[];
  /** Recorded facts that had another value before. */
  readonly replaced: readonly ChangedFact[];
  /** Facts that every environment needs and that are still unknown. */
  readonly missing: readonly FactName[];
}

/**
 * Reads the facts of an environment from the outputs of its stacks. Other outputs are ignored.
 *
 * @param mayReplace known facts whose values may change
 * @throws ProblemsError when the file is invalid, is of another environment, has no fact or an impossible value, or
 *   would replace a known fact that may not change.
 */
export function recordFacts(
  environment: NamingContext,
  known: Partial<Facts>,
  outputs: SourceFile,
  mayReplace: readonly FactName[] = [],
): RecordedFacts {
  const checked = validate(outputsSchema, outputs);
  if ('problems' in checked) throw new ProblemsError(checked.problems);
  const problems = [...foreignStacks(environment, checked.value, outputs)];

  const facts: Record<string, unknown> = { ...known };
  const recorded: FactName[] = [];
  for (const { name, stack, output, parse, spread } of outputFacts) {
    const told = stacksNamed(resourceNames(environment).stack(stack), checked.value).flatMap((stackName) => {
      const text = checked.value[stackName]?.[output];
      return text === undefined ? [] : [{ stackName, text }];
    });
    const [first] = told;
    if (first === undefined) continue;
    const { stackName } = first;
    const parsed = parse(told.map(({ text }) => text).join(','));
    const value = factsFileSchema.shape.facts.shape[name].safeParse(
      spread === true ? Object.assign({}, known[name], parsed) : parsed,
    );
    if (value.success) {
      const [changed] = changedFacts({ [name]: known[name] }, { [name]: value.data });
      if (changed !== undefined && !mayReplace.includes(name)) {
        const remedy = known.infraId === undefined ? mendReplacement(name) : mendUnderCluster(name);
        problems.push(outputs.problem([stackName, output], replacement(changed), remedy));
      }
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
  return { facts: complete, recorded, replaced: changedFacts(known, complete), missing };
}

/** The stack of that name and its further ones, which have a number behind it. */
const stacksNamed = (stackName: string, outputs: z.output<typeof outputsSchema>): readonly string[] =>
  Object.keys(outputs).filter(
    (each) =>
      each === stackName || (each.startsWith(`${stackName}-`) && /^\d+$/.test(each.slice(stackName.length + 1))),
  );

const outputFacts = factsFileSchema.shape.facts.keyof().options.flatMap((name) => {
  const source = factSources[name];
  return 'output' in source ? [{ name, ...source }] : [];
});

const mendReplacement = (name: FactName): string =>
  `find out why it changed before you deploy anything else; if the change is right: --replace ${name}`;

/**
 * Remedy for a changed fact that a running cluster depends on: with another issuer, all its calls to AWS would fail at
 * once.
 */
const mendUnderCluster = (name: FactName): string =>
  name === 'serviceAccountIssuer'
    ? `the running cluster signs tokens for the recorded issuer: docs/runbook.md#the-issuer-changed, and only then --replace ${name}`
    : `a running cluster depends on the recorded value: ${mendReplacement(name)}`;

function foreignStacks(
  environment: NamingContext,
  outputs: z.output<typeof outputsSchema>,
  source: SourceFile,
): readonly Problem[] {
  const prefix = stackPrefix(environment.name);
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
  const expected = outputFacts.map(({ stack, output }) => `${resourceNames(environment).stack(stack)}.${output}`);
  return source.problem([], 'has none of the outputs that hold facts', `expected one of: ${expected.join(', ')}`);
}
