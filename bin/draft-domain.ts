import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { z } from 'zod';
import { didYouMean } from '../model/did-you-mean';
import { fileProblem } from '../model/file-problem';
import { environmentNames } from '../model/load';
import { ProblemsError } from '../model/problem';
import { SourceFile } from '../model/source-file';
import { home } from './home';

/** What the command line says of where a draft goes. */
interface DraftPlace {
  /** Name of its environment. */
  readonly environment?: string;
  /** File that it is written to. */
  readonly out?: string;
}

/** Where hosts are below that nobody named yet: no environment has this domain, so that the check tells. */
const noDomain = 'example.org';

const withDomains = z.looseObject({ domains: z.tuple([z.string()], z.string()) });

/**
 * The first domain of the environment that a draft of a tenant is for, which may have other problems: a draft may be what mends them.
 *
 * @throws ProblemsError when the environment does not exist, or none of several is named.
 */
export function draftDomain({ environment, out }: DraftPlace): string {
  if (environment === undefined && !existsSync(resolve(home.folder, 'environments'))) return noDomain;
  const chosen = chosenEnvironment(environmentNames(home.environments), environment, out);
  if (chosen === undefined) return noDomain;
  const file = join(home.environments, chosen, 'environment.yaml');
  if (!existsSync(file)) return noDomain;
  const source = SourceFile.read(file, `environments/${chosen}/environment.yaml`);
  const { data } = withDomains.safeParse(source.syntaxProblems.length > 0 ? undefined : source.value);
  return data?.domains[0] ?? noDomain;
}

function chosenEnvironment(
  names: readonly string[],
  named: string | undefined,
  out: string | undefined,
): string | undefined {
  const chosen = named ?? environmentAround(out);
  if (chosen === undefined && names.length > 1) {
    const remedy = `choose one of ${names.join(', ')}, or write the draft to environments/<name>/tenants with --out`;
    throw new ProblemsError([fileProblem('--environment', 'is missing: the home has several environments', remedy)]);
  }
  const nowhere = named === undefined && names.length === 0;
  if (chosen === undefined || nowhere) return names[0];
  if (names.includes(chosen)) return chosen;
  const option = named === undefined ? `--out ${out ?? ''}` : `--environment ${named}`;
  const reason =
    named === undefined ? `is below ${chosen}, which is no environment of this home` : 'is no environment of this home';
  throw new ProblemsError([
    fileProblem(option, reason, didYouMean(chosen, names, `choose one of ${names.join(', ')}`)),
  ]);
}

/** The environment among whose tenants a file is, whether there is such an environment or not. */
function environmentAround(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  const [name, folder, tenant] = relative(home.environments, resolve(file)).split(sep);
  return folder === 'tenants' && tenant !== undefined && name !== '..' ? name : undefined;
}
