import { factsFileSchema, type Facts } from './facts';
import type { Problem } from './problem';
import { factFindings } from './rules/fact-rules';
import type { EnvironmentFile } from './rules/findings';
import { validate } from './schema-problems';
import type { SourceFile } from './source-file';

/** Reads `facts.json` of the environment `name`, which is undefined if it could not be read itself. */
export function readFacts(
  file: SourceFile,
  name: string,
  environment: EnvironmentFile | undefined,
): { readonly value: Partial<Facts> } | { readonly problems: readonly Problem[] } {
  const checked = validate(factsFileSchema, file);
  if ('problems' in checked) return checked;
  const expected = { environment: name, account: environment?.account, region: environment?.region };
  const foreign = (['environment', 'account', 'region'] as const).flatMap((key) => {
    const [found, own] = [checked.value[key], expected[key]];
    const remedy = 'remove this file, and record the outputs of this environment';
    return own === undefined || found === own
      ? []
      : [file.problem([key], `is ${found}, but this environment's is ${own}`, remedy)];
  });
  const { facts } = checked.value;
  const strayed = Object.keys(facts.controlPlane ?? {}).flatMap((zone) =>
    environment === undefined || environment.zones.includes(zone)
      ? []
      : [
          file.problem(
            ['facts', 'controlPlane', zone],
            'is not a zone of this environment',
            `put ${zone} back into zones of environment.yaml: a control-plane machine runs there`,
          ),
        ],
  );
  const others =
    environment === undefined || foreign.length > 0
      ? []
      : factFindings(facts, environment).map(({ path, reason, remedy }) => file.problem(path, reason, remedy));
  const problems = [...foreign, ...strayed, ...others];
  return problems.length > 0 ? { problems } : { value: facts };
}
