import { loadEnvironment } from '../../environments/load';
import { recordFacts } from '../../lib/operations/record-facts';
import { folders } from '../project';
import { readSource } from '../read-source';
import { writeFacts } from '../write-facts';

/** Writes what the stacks of an environment told into its `facts.json`, whole or not at all. */
export function recordFactsFrom(name: string, outputsFile: string): void {
  const { environment, facts: known } = loadEnvironment(folders.environments, name);
  const { facts, recorded, missing } = recordFacts(environment, known, readSource(outputsFile, outputsRemedy));

  const file = writeFacts(environment, facts);
  console.log(`recorded in ${file}: ${recorded.join(', ')}`);
  console.log(missing.length === 0 ? 'nothing is missing; render again' : `still missing: ${missing.join(', ')}`);
}

const outputsRemedy = 'make it with: npx cdk deploy -c environment=<name> --all --outputs-file <file>';
