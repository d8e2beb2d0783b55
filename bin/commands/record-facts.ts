import { join, relative } from 'node:path';
import { throwProblems } from '../../model/problem';
import { factsNamed } from '../../lib/operations/changed-facts';
import { recordFacts } from '../../lib/operations/record-facts';
import { home } from '../home';
import { loadedEnvironment } from '../loaded-environment';
import { readSource } from '../read-source';
import { writeFacts } from '../write-facts';

export interface RecordFactsOptions {
  /** Names of known facts whose values may change. */
  readonly replace: readonly string[];
}

/** Writes the facts in the outputs of an environment's stacks into its `facts.json`, all or none. */
export function recordFactsCommand(name: string, outputsFile: string, { replace }: RecordFactsOptions): void {
  const { environment, facts: known } = loadedEnvironment(name);
  const { facts: mayReplace, problems } = factsNamed(replace);
  throwProblems(problems);
  const source = readSource(outputsFile, outputsRemedy);
  const { facts, recorded, replaced, missing } = recordFacts(environment, known, source, mayReplace);

  const file = writeFacts(environment, { before: known, after: facts, mayReplace });
  console.log(`recorded in ${file}: ${recorded.join(', ')}`);
  for (const { name: fact, before, now } of replaced) console.log(`replaced ${fact}: ${before} by ${now}`);
  const waiting = relative(process.cwd(), join(home.rendered, name, 'waiting.yaml'));
  console.log(
    missing.length === 0
      ? `all that stacks of every environment tell is known; render again: ${waiting} then says what waits for other facts, and who tells them`
      : `still missing: ${missing.join(', ')}`,
  );
}

const outputsRemedy = 'make it with: npx cdk deploy -c environment=<name> --all --outputs-file <file>';
