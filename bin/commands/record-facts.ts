import { throwProblems } from '../../model/problem';
import { factsNamed } from '../../lib/operations/changed-facts';
import { recordFacts } from '../../lib/operations/record-facts';
import { loadedEnvironment } from '../loaded-environment';
import { readSource } from '../read-source';
import { writeFacts } from '../write-facts';

export interface RecordFactsOptions {
  /** Names of facts that may become others though they are known. */
  readonly replace: readonly string[];
}

/** Writes what the stacks of an environment told into its `facts.json`, whole or not at all. */
export function recordFactsCommand(name: string, outputsFile: string, { replace }: RecordFactsOptions): void {
  const { environment, facts: known } = loadedEnvironment(name);
  const { facts: mayReplace, problems } = factsNamed(replace);
  throwProblems(problems);
  const source = readSource(outputsFile, outputsRemedy);
  const { facts, recorded, replaced, missing } = recordFacts(environment, known, source, mayReplace);

  const file = writeFacts(environment, { before: known, after: facts, mayReplace });
  console.log(`recorded in ${file}: ${recorded.join(', ')}`);
  for (const { name: fact, before, now } of replaced) console.log(`replaced ${fact}: ${before} by ${now}`);
  console.log(missing.length === 0 ? 'nothing is missing; render again' : `still missing: ${missing.join(', ')}`);
}

const outputsRemedy = 'make it with: npx cdk deploy -c environment=<name> --all --outputs-file <file>';
