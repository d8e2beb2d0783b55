import { factSources, missingFacts, type FactName, type Facts } from '../../../model/facts';
import { resourceNames, type NamingContext } from '../../../model/naming';
import type { Problem } from '../../../model/problem';
import { fileProblem } from '../../../model/file-problem';

/** A problem for each of these facts that is unknown, with the command that records it. */
export const missingFactProblems = (
  environment: NamingContext,
  facts: Partial<Facts>,
  names: readonly FactName[],
): readonly Problem[] =>
  missingFacts(facts, names).map((fact) =>
    fileProblem(`environments/${environment.name}/facts.json`, `has no ${fact}`, remedyFor(environment, fact)),
  );

function remedyFor(environment: NamingContext, fact: FactName): string {
  const { name } = environment;
  const source = factSources[fact];
  if ('command' in source) return `npm run commons -- ${source.command} ${name}`;
  const stack = resourceNames(environment).stack(source.stack);
  return `npx cdk deploy -c environment=${name} ${stack} --outputs-file outputs.json, then npm run commons -- facts record ${name} outputs.json`;
}
