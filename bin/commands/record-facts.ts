import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadEnvironment } from '../../environments/load';
import { ProblemsError } from '../../environments/problem';
import { SourceFile } from '../../environments/source-file';
import { recordFacts } from '../../lib/operations/record-facts';
import { folders } from '../project';
import { writeFacts } from '../write-facts';

/** Writes what the stacks of an environment told into its `facts.json`, whole or not at all. */
export function recordFactsFrom(name: string, outputsFile: string): void {
  const { environment, facts: known } = loadEnvironment(folders.environments, name);
  const { facts, recorded, missing } = recordFacts(environment, known, readOutputs(outputsFile));

  const file = writeFacts(environment, facts);
  console.log(`recorded in ${file}: ${recorded.join(', ')}`);
  console.log(missing.length === 0 ? 'nothing is missing; render again' : `still missing: ${missing.join(', ')}`);
}

function readOutputs(file: string): SourceFile {
  if (existsSync(resolve(file))) return SourceFile.read(resolve(file), file);
  const remedy = 'make it with: npx cdk deploy -c environment=<name> --all --outputs-file <file>';
  throw new ProblemsError([{ file, line: 1, column: 1, path: '', reason: 'does not exist', remedy }]);
}
