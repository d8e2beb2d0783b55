import { readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { cloudApp } from '../../lib/cloud-app';
import { assemblyFaults } from '../../lib/operations/deploy/assembly-faults';
import { platform } from '../../lib/platform';
import { fileProblem } from '../../model/file-problem';
import { throwProblems } from '../../model/problem';
import { cdkContext } from '../cdk-context';
import { home } from '../home';
import { loadedEnvironment } from '../loaded-environment';
import { GitRepository } from '../review/git-repository';

/**
 * Writes the cloud assembly of an environment for `cdk deploy --app`, if its templates are the committed ones byte for byte.
 *
 * @throws ProblemsError with every template that is another; then there is no assembly.
 */
export function deployAssembly(name: string, into: string): void {
  const folder = resolve(into);
  const { environment, facts } = loadedEnvironment(name);
  const repository = new GitRepository(home.folder);
  const rendered = `${repository.path(home.rendered)}/${name}/aws`;
  const commit = repository.commit('HEAD');
  const committed = repository.filesBelow(commit, rendered);
  rmSync(folder, { recursive: true, force: true });
  const app = cloudApp({ context: cdkContext(), outdir: folder });
  platform(app, environment, facts);
  const { stacks } = app.synth();
  const synthesized = new Map(
    stacks.map(({ templateFile, templateFullPath }) => [templateFile, readFileSync(templateFullPath, 'utf8')] as const),
  );
  const templates = new Map(
    [...committed].flatMap(([file, { text }]) => (file.endsWith('.template.json') ? [[file, text] as const] : [])),
  );
  const faults = assemblyFaults(synthesized, templates);
  if (faults.length > 0) rmSync(folder, { recursive: true, force: true });
  throwProblems(
    faults.map(({ file, reason }) =>
      fileProblem(
        `${rendered}/${file}`,
        reason,
        `render ${name} with the version of the program that deploys it, and have it reviewed`,
      ),
    ),
  );
  console.log(`${name}: ${stacks.length} templates are those of ${commit.slice(0, 10)}`);
}
