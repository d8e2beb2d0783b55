import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { loadEnvironment } from '../../environments/load';
import { ProblemsError } from '../../environments/problem';
import { SourceFile } from '../../environments/source-file';
import { recordFacts } from '../../lib/operations/record-facts';
import { folders } from '../project';

/** Writes what the stacks of an environment told into its `facts.json`, whole or not at all. */
export function recordFactsFrom(name: string, outputsFile: string): void {
  const { environment, facts: known } = loadEnvironment(folders.environments, name);
  const { facts, recorded, missing } = recordFacts(environment, known, readOutputs(outputsFile));

  const file = join(folders.environments, name, 'facts.json');
  const { account, region } = environment;
  const ordered = Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(
    `${file}.next`,
    `${JSON.stringify({ environment: name, account, region, facts: ordered }, undefined, 2)}\n`,
  );
  renameSync(`${file}.next`, file);
  console.log(`recorded in ${relative(process.cwd(), file)}: ${recorded.join(', ')}`);
  console.log(missing.length === 0 ? 'nothing is missing; render again' : `still missing: ${missing.join(', ')}`);
}

function readOutputs(file: string): SourceFile {
  if (existsSync(resolve(file))) return SourceFile.read(resolve(file), file);
  const remedy = 'make it with: npx cdk deploy -c environment=<name> --all --outputs-file <file>';
  throw new ProblemsError([{ file, line: 1, column: 1, path: '', reason: 'does not exist', remedy }]);
}
